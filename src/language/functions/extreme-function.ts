import type { ConditionFunction } from '../../contracts/expression.js';
import type { Json } from '../../contracts/json.js';
import type { FunctionCall, FunctionRule } from './function-rule.js';

/** The extreme of some numbers, or of one list of numbers. Null where one of them is null or the list is empty. */
export function extremeFunction(
  name: ConditionFunction,
  isBetter: (value: number, best: number) => boolean,
): FunctionRule {
  return {
    name,
    arity: [1, Infinity],
    call(call) {
      let best: number | null = null;
      let isNull = false;
      for (const value of candidates(call)) {
        if (value === null) isNull = true;
        else if (typeof value !== 'number') throw call.operation.typeError(`${name} needs numbers`, value);
        else if (best === null || isBetter(value, best)) best = value;
      }
      return isNull ? null : best;
    },
  };
}

function candidates(call: FunctionCall): Json[] {
  const first = call.argument(0);
  if (call.count === 1 && Array.isArray(first)) return first;
  return Array.from({ length: call.count }, (_, index) => (index === 0 ? first : call.argument(index)));
}
