import type { ConditionFunction } from '../../contracts/expression.js';
import type { Json } from '../../contracts/json.js';
import type { Operation } from '../operation.js';

/** One call while it is evaluated. */
export interface FunctionCall {
  count: number;
  /** Evaluates an argument, each time that it is asked for. */
  argument(index: number): Json;
  /** Makes the errors for arguments of the wrong type. */
  operation: Operation;
}
/**
 * A function of conditions. Unless it says otherwise, a null argument makes a number or a string null
 * and a yes or no false, and a wrong type is a type error.
 */
export interface FunctionRule {
  name: ConditionFunction;
  /** Fewest and most arguments. */
  arity: [number, number];
  call(call: FunctionCall): Json;
}
