import { PermanentError, TransientError } from '../errors.js';

export interface AskedFailure {
  message: string;
  error_type?: string;
}

/** JSON Schema of the two arguments by which a demo function is told how to fail. */
export const askedFailureProperties = {
  message: { type: 'string' },
  error_type: {
    type: 'string',
    minLength: 1,
    description: "The error's type. 'transient' and 'permanent' also decide on retries; otherwise the message does.",
  },
};

/**
 * The error that the arguments ask for. error_type becomes its type; `transient` and `permanent` make it a
 * TransientError or PermanentError, any other type leaves the classification to the message.
 */
export function askedFailure({ message, error_type: type }: AskedFailure): Error {
  if (type === 'transient') return new TransientError(message, { type });
  if (type === 'permanent') return new PermanentError(message, { type });
  return type === undefined ? new Error(message) : Object.assign(new Error(message), { type });
}
