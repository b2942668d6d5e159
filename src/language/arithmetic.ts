import type { ArithmeticOperator } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import type { Operation } from './operation.js';

/**
 * One arithmetic operation on IEEE 754 doubles. Null with anything is null; so are a division by zero and what
 * overflows. `%` takes the sign of its left side. -0 becomes 0, which is what JSON can say.
 */
export function calculate(operator: ArithmeticOperator, left: Json, right: Json, operation: Operation): number | null {
  if (left === null || right === null) return null;
  if (typeof left !== 'number' || typeof right !== 'number') {
    throw operation.typeError(`'${operator}' needs two numbers`, left, right);
  }
  return finite(rawResult(operator, left, right));
}

/** Unary minus. */
export function negated(value: Json, operation: Operation): number | null {
  if (value === null) return null;
  if (typeof value !== 'number') throw operation.typeError("'-' needs a number", value);
  return finite(-value);
}

/** A result as JSON can say it: null for an infinity or NaN, 0 for -0. */
export function finite(result: number): number | null {
  return Number.isFinite(result) ? result + 0 : null;
}

function rawResult(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return operator satisfies never;
  }
}
