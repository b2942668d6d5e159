import type { Expression } from '../contracts/expression.js';
import { evaluate } from './evaluate.js';
import { partsOf, walk } from './expression-tree.js';
import { ExpressionTypeError } from './expression-type-error.js';
import { isTruthy } from './truth.js';

/** What a condition always comes to, whatever the references hold; undefined where that depends on them. */
export type ConstantOutcome = 'true' | 'false' | 'error' | undefined;

/** `isVariable` says which leaves are not known before the condition is evaluated. */
export function constantOutcome(expression: Expression, isVariable: (leaf: Expression) => boolean): ConstantOutcome {
  if (![...walk(expression)].some(isVariable)) return outcomeOf(expression);
  const outcomes = () => partsOf(expression).map((part) => constantOutcome(part, isVariable));
  const operator = connective(expression);
  if (operator === 'AND' && outcomes().includes('false')) return 'false';
  if (operator === 'OR' && outcomes().includes('true')) return 'true';
  return undefined;
}

function connective(expression: Expression): string | undefined {
  if (expression.kind === 'chain') return expression.rest[0]?.operator;
  return expression.kind === 'and' || expression.kind === 'or' ? expression.kind.toUpperCase() : undefined;
}

function outcomeOf(expression: Expression): ConstantOutcome {
  const nothing = { input: null, context: {}, stepOutput: () => undefined };
  try {
    return isTruthy(evaluate({ text: '', expression }, nothing)) ? 'true' : 'false';
  } catch (error) {
    if (error instanceof ExpressionTypeError) return 'error';
    throw error;
  }
}
