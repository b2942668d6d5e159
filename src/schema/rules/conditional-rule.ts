import { fieldValue } from './field-path.js';
import type { RuleType } from './rule-type.js';

/** `{condition, required_fields | required_field}`: where the condition holds, each of the fields is there and not null. */
export const conditionalRule: RuleType = {
  names: ['conditional'],
  keys: ['condition', 'required_fields', 'required_field'],
  compile(rule) {
    const condition = rule.condition('condition');
    const required = rule.fields('required_fields', 'required_field');
    if (condition === null || required === null) return null;
    return (value) => {
      const holds = condition.holds(value);
      if (typeof holds === 'object') return [{ field: null, text: holds.error }];
      const missing = holds ? required.filter((field) => fieldValue(value, field) === undefined) : [];
      return missing.map((field) => ({ field, text: `This field is required when ${condition.text}` }));
    };
  },
};
