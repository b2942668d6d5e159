import type { ConditionFunction } from '../../contracts/expression.js';
import type { FunctionRule } from './function-rule.js';

/** A function from one string to one string. */
export function textFunction(name: ConditionFunction, result: (text: string) => string): FunctionRule {
  return {
    name,
    arity: [1, 1],
    call(call) {
      const value = call.argument(0);
      if (value === null) return null;
      if (typeof value !== 'string') throw call.operation.typeError(`${name} needs a string`, value);
      return result(value);
    },
  };
}
