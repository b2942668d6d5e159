import { keywordMessage } from '../json-schema/keyword-messages.js';
import { quotedValue, typeName } from '../json-schema/quoted-value.js';
import { fieldValue, type FieldPath } from './field-path.js';
import { bounds, type Bounds } from './rule-bounds.js';
import type { RuleType, Violation } from './rule-type.js';

/** `{field, min?, max?}`: the field is a number within the bounds. An absent field passes. */
export const rangeRule: RuleType = {
  names: ['range_check', 'range'],
  keys: ['field', 'min', 'max'],
  compile(rule) {
    const field = rule.field('field');
    const limits = bounds(rule);
    if (field === null || limits === null) return null;
    return (value) => {
      const found = fieldValue(value, field);
      if (found === undefined) return [];
      if (typeof found === 'number') return outOfRange(found, field, limits);
      return [{ field, text: `Expected number, got ${typeName(found)}` }];
    };
  },
};

function outOfRange(found: number, field: FieldPath, { min, max }: Bounds): Violation[] {
  const [keyword, limit] =
    found < min ? (['minimum', min] as const) : found > max ? (['maximum', max] as const) : [null, 0];
  if (keyword === null) return [];
  const text = keywordMessage(keyword, (name) => (name === 'value' ? quotedValue(found) : String(limit)));
  return [{ field, text, quotes_value: true }];
}
