import type { FunctionRule } from './function-rule.js';

/** Characters (Unicode code points) of a string, elements of a list, or keys of an object. */
export const len: FunctionRule = {
  name: 'len',
  arity: [1, 1],
  call(call) {
    const value = call.argument(0);
    if (value === null) return null;
    if (typeof value === 'string') return codePoints(value);
    if (typeof value !== 'object') throw call.operation.typeError('len needs a string, a list or an object', value);
    return Array.isArray(value) ? value.length : Object.keys(value).length;
  },
};

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
