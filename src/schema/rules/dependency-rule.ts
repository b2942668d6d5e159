import { fieldValue } from './field-path.js';
import type { RuleType } from './rule-type.js';

/** `{field, depends_on: name or list, condition?}`: where the field is there (and the condition holds), so are the others. */
export const dependencyRule: RuleType = {
  names: ['dependency'],
  keys: ['field', 'depends_on', 'condition'],
  compile(rule) {
    const field = rule.field('field');
    const depends_on = rule.fields('depends_on');
    const condition = rule.has('condition') ? rule.condition('condition') : undefined;
    if (field === null || depends_on === null || condition === null) return null;
    return (value) => {
      if (fieldValue(value, field) === undefined) return [];
      const holds = condition === undefined || condition.holds(value);
      if (typeof holds === 'object') return [{ field: null, text: holds.error }];
      const missing = holds ? depends_on.filter((needed) => fieldValue(value, needed) === undefined) : [];
      return missing.map((needed) => ({ field: needed, text: `This field is required when ${field.text} is present` }));
    };
  },
};
