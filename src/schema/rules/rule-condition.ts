import type { Condition } from '../../contracts/expression.js';
import type { Json } from '../../contracts/json.js';
import { evaluate, isTruthy } from '../../language/evaluate.js';
import { ExpressionTypeError } from '../../language/expression-type-error.js';
import { isObject } from '../json-schema/schema-place.js';

/** A rule's condition. */
export interface RuleCondition {
  text: string;
  /** Whether it holds for `value`; where it compares or computes with types that do not go together, the error's message. */
  holds(value: Json): boolean | { error: string };
}

/** Bare names are fields of the value that is checked, and so is `$input`; a rule sees nothing else. */
export function ruleCondition(condition: Condition): RuleCondition {
  return { text: condition.text, holds: (value) => evaluated(condition, value) };
}

function evaluated(condition: Condition, value: Json): boolean | { error: string } {
  const scope = { input: value, context: {}, stepOutput: () => undefined, bare_fields: isObject(value) ? value : {} };
  try {
    return isTruthy(evaluate(condition, scope));
  } catch (error) {
    if (error instanceof ExpressionTypeError) return { error: error.message };
    throw error;
  }
}
