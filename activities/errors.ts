/**
 * Errors by which a function says how it failed. They are told apart by their properties, not by their class, so an
 * error made by another copy of this package (or by no copy at all) is understood in the same way.
 */
export interface FailureOptions extends ErrorOptions {
  /** The error type that the execution shows, such as `address_refused`. */
  type?: string;
  /** A machine-readable code, used as the type where there is no type. */
  code?: string;
  /** The HTTP status that caused the failure. */
  status?: number;
  /** Seconds to wait at least before the next attempt. */
  retryAfterSeconds?: number;
}

abstract class StatedFailure extends Error {
  abstract readonly transient: boolean;
  readonly type?: string;
  readonly code?: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;

  constructor(message: string, { type, code, status, retryAfterSeconds, ...rest }: FailureOptions = {}) {
    super(message, rest);
    if (type !== undefined) this.type = type;
    if (code !== undefined) this.code = code;
    if (status !== undefined) this.status = status;
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A failure that another attempt may not meet again: it is retried as the step's policy says. */
export class TransientError extends StatedFailure {
  override readonly name = 'TransientError';
  readonly transient = true;
}

/** A failure that every attempt would meet: it is not retried unless the policy retries every error. */
export class PermanentError extends StatedFailure {
  override readonly name = 'PermanentError';
  readonly transient = false;
}
