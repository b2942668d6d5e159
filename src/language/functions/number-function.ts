import type { ConditionFunction } from '../../contracts/expression.js';
import { finite } from '../arithmetic.js';
import type { FunctionRule } from './function-rule.js';

/** A function from one number to one number. */
export function numberFunction(name: ConditionFunction, result: (value: number) => number): FunctionRule {
  return {
    name,
    arity: [1, 1],
    call(call) {
      const value = call.argument(0);
      if (value === null) return null;
      if (typeof value !== 'number') throw call.operation.typeError(`${name} needs a number`, value);
      return finite(result(value));
    },
  };
}
