import { keywordMessage } from '../json-schema/keyword-messages.js';
import { typeName } from '../json-schema/quoted-value.js';
import { fieldValue, type FieldPath } from './field-path.js';
import { bounds, type Bounds } from './rule-bounds.js';
import type { RuleType, Violation } from './rule-type.js';

/** `{field, min?, max?}`: the field is a list with that many items. An absent field passes. */
export const arrayLengthRule: RuleType = {
  names: ['array_length'],
  keys: ['field', 'min', 'max'],
  compile(rule) {
    const field = rule.field('field');
    const limits = bounds(rule);
    if (field === null || limits === null) return null;
    return (value) => {
      const found = fieldValue(value, field);
      if (found === undefined) return [];
      if (Array.isArray(found)) return outOfBounds(found.length, field, limits);
      return [{ field, text: `Expected array, got ${typeName(found)}` }];
    };
  },
};

function outOfBounds(size: number, field: FieldPath, { min, max }: Bounds): Violation[] {
  const [keyword, limit] =
    size < min ? (['minItems', min] as const) : size > max ? (['maxItems', max] as const) : [null, 0];
  if (keyword === null) return [];
  return [{ field, text: keywordMessage(keyword, (name) => String(name === 'size' ? size : limit)) }];
}
