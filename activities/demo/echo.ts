import { defineFunction } from '../define-function.js';

/** Returns its inputs as they came. */
export const echo = defineFunction({
  name: 'demo.echo',
  description: 'Returns its inputs',
  input: { type: 'object' },
  output: { type: 'object' },
  idempotent: true,
  run: (input) => input,
});
