import type { ComparisonOperator } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { isEqual } from './equality.js';
import { isMember } from './membership.js';
import type { Operation } from './operation.js';

/** One comparison. Ordering with null is false; ordering anything but two numbers or two strings is a type error. */
export function compare(operator: ComparisonOperator, left: Json, right: Json, operation: Operation): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'IN':
      return isMember(left, right, operation);
    case 'NOT IN':
      return !isMember(left, right, operation);
    default:
      return isOrdered(operator, left, right, operation);
  }
}

function isOrdered(operator: '<' | '>' | '<=' | '>=', left: Json, right: Json, operation: Operation): boolean {
  if (left === null || right === null) return false;
  if (typeof left === 'number' && typeof right === 'number') return holds(operator, left, right);
  if (typeof left === 'string' && typeof right === 'string') return holds(operator, left, right);
  throw operation.typeError(`'${operator}' needs two numbers or two strings`, left, right);
}

function holds<Value extends number | string>(operator: '<' | '>' | '<=' | '>=', left: Value, right: Value): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    default:
      return operator satisfies never;
  }
}
