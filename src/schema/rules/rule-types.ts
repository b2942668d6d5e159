import { arrayLengthRule } from './array-length-rule.js';
import { conditionalRule } from './conditional-rule.js';
import { dependencyRule } from './dependency-rule.js';
import { expressionRule } from './expression-rule.js';
import { rangeRule } from './range-rule.js';
import type { RuleType } from './rule-type.js';

/** Every type of validation rule. */
export const RULE_TYPES: readonly RuleType[] = [
  rangeRule,
  conditionalRule,
  dependencyRule,
  arrayLengthRule,
  expressionRule,
];

export const RULE_NAMES: readonly string[] = RULE_TYPES.flatMap((type) => type.names);

export function ruleType(name: string): RuleType | undefined {
  return RULE_TYPES.find((type) => type.names.includes(name));
}
