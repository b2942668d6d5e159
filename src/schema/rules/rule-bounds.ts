import type { RuleReader } from './rule-type.js';

/** Both inclusive; infinite where the rule has no such bound. */
export interface Bounds {
  min: number;
  max: number;
}

/** `min` and `max` of a rule, of which one at least must be there. */
export function bounds(rule: RuleReader): Bounds | null {
  const { min = -Infinity, max = Infinity } = { ...optional('min', rule), ...optional('max', rule) };
  if (!rule.has('min') && !rule.has('max')) {
    rule.invalid('', 'Needs min, max or both');
    return null;
  }
  if (min > max) rule.invalid('max', `${max} is below min, which is ${min}`);
  return min > max ? null : { min, max };
}

function optional(key: 'min' | 'max', rule: RuleReader): Partial<Bounds> {
  const value = rule.number(key);
  return value === undefined ? {} : { [key]: value };
}
