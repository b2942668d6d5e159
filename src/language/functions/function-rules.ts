import type { ConditionFunction } from '../../contracts/expression.js';
import { abs } from './abs.js';
import { ceil } from './ceil.js';
import { coalesce } from './coalesce.js';
import { contains } from './contains.js';
import { endsWith } from './ends-with.js';
import { exists } from './exists.js';
import { floor } from './floor.js';
import type { FunctionRule } from './function-rule.js';
import { len } from './len.js';
import { lower } from './lower.js';
import { matches } from './matches.js';
import { max } from './max.js';
import { min } from './min.js';
import { round } from './round.js';
import { startsWith } from './starts-with.js';
import { upper } from './upper.js';

/** Every function that conditions may call. */
export const FUNCTION_RULES: ReadonlyMap<string, FunctionRule> = new Map(
  [len, abs, min, max, round, floor, ceil, lower, upper, contains, startsWith, endsWith, exists, matches, coalesce].map(
    (rule) => [rule.name, rule],
  ),
);

export function functionRule(name: ConditionFunction): FunctionRule {
  const rule = FUNCTION_RULES.get(name);
  if (rule === undefined) throw new RangeError(`The plan calls ${name}, which this version does not know`);
  return rule;
}
