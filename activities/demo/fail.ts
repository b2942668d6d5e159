import { defineFunction } from '../define-function.js';
import { askedFailure, askedFailureProperties, type AskedFailure } from './asked-failure.js';

/** Fails every time, in the way that its arguments ask for. */
export const fail = defineFunction<AskedFailure, never>({
  name: 'demo.fail',
  description: 'Fails every time with this message and error type',
  input: { type: 'object', required: ['message'], properties: askedFailureProperties },
  output: { not: {} },
  idempotent: true,
  transient_errors: ["error_type 'transient', or a message that reads as transient"],
  run(input) {
    throw askedFailure(input);
  },
});
