import type { ConditionFunction } from '../../contracts/expression.js';
import type { FunctionCall, FunctionRule } from './function-rule.js';

/** A yes or no about two strings. */
export function textTest(
  name: ConditionFunction,
  holds: (text: string, other: string, call: FunctionCall) => boolean,
): FunctionRule {
  return {
    name,
    arity: [2, 2],
    call(call) {
      const [text, other] = [call.argument(0), call.argument(1)];
      if (text === null || other === null) return false;
      if (typeof text !== 'string' || typeof other !== 'string')
        throw call.operation.typeError(`${name} needs two strings`, text, other);
      return holds(text, other, call);
    },
  };
}
