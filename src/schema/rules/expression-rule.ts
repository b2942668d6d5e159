import type { RuleType } from './rule-type.js';

/** `{condition}`: the condition holds for the whole value. */
export const expressionRule: RuleType = {
  names: ['expression'],
  keys: ['condition'],
  compile(rule) {
    const condition = rule.condition('condition');
    if (condition === null) return null;
    return (value) => {
      const holds = condition.holds(value);
      if (typeof holds === 'object') return [{ field: null, text: holds.error }];
      return holds ? [] : [{ field: null, text: `Condition does not hold: ${condition.text}` }];
    };
  },
};
