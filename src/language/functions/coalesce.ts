import type { FunctionRule } from './function-rule.js';

/** The first argument that is not null; those behind it are not evaluated. */
export const coalesce: FunctionRule = {
  name: 'coalesce',
  arity: [1, Infinity],
  call(call) {
    for (let index = 0; index < call.count; index++) {
      const value = call.argument(index);
      if (value !== null) return value;
    }
    return null;
  },
};
