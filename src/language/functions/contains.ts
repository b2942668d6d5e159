import { isMember } from '../membership.js';
import type { FunctionRule } from './function-rule.js';

/** `IN` with its sides exchanged. */
export const contains: FunctionRule = {
  name: 'contains',
  arity: [2, 2],
  call: (call) => isMember(call.argument(1), call.argument(0), call.operation),
};
