import type { FunctionRule } from './function-rule.js';

/** Whether there is a value: a missing value and null are the same in conditions. */
export const exists: FunctionRule = { name: 'exists', arity: [1, 1], call: (call) => call.argument(0) !== null };
