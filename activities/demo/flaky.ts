import type { Json } from '../../src/contracts/json.js';
import { defineFunction } from '../define-function.js';
import { askedFailure, askedFailureProperties, type AskedFailure } from './asked-failure.js';

type Input = AskedFailure & { fail_times: number; value?: Json };
type Output = { value: Json; attempt: number };

/** Fails its first `fail_times` attempts, then returns `value` (null when there is none) and the attempt's number. */
export const flaky = defineFunction<Input, Output>({
  name: 'demo.flaky',
  description: 'Fails that many attempts with this message, then returns value and the attempt',
  input: {
    type: 'object',
    required: ['fail_times', 'message'],
    properties: { fail_times: { type: 'integer', minimum: 0 }, value: {}, ...askedFailureProperties },
  },
  output: {
    type: 'object',
    required: ['value', 'attempt'],
    properties: { value: {}, attempt: { type: 'integer', minimum: 1 } },
  },
  idempotent: true,
  transient_errors: ["error_type 'transient', or a message that reads as transient"],
  run(input, { attempt }) {
    if (attempt <= input.fail_times) throw askedFailure(input);
    return { value: input.value ?? null, attempt };
  },
});
