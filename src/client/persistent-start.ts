/** A start that is tried again until it is known to have been heard, and that starts once. */
import { Backoff, type BackoffTimes } from './backoff.js';
import type { ExecuteOptions, Started } from './execution-calls.js';
import { newIdempotencyKey } from './idempotency-key.js';
import { pause } from './pause.js';
import { ProblemError } from './problem-error.js';
import { UnreachableError } from './unreachable-error.js';

export interface StartOptions extends ExecuteOptions {
  /** For so long it is tried again, from the first try on. Default 60. */
  retry_for_seconds?: number | undefined;
}
const DEFAULT_SECONDS = 60;

/** @throws what the last try threw */
export async function startPersistently(
  start: (options: ExecuteOptions) => Promise<Started>,
  { retry_for_seconds = DEFAULT_SECONDS, ...options }: StartOptions,
  times?: BackoffTimes,
): Promise<Started> {
  const asked = { ...options, idempotency_key: options.idempotency_key ?? newIdempotencyKey() };
  const backoff = new Backoff(times);
  for (const end = Date.now() + retry_for_seconds * 1000; ;) {
    try {
      return await start(asked);
    } catch (error) {
      const delay_ms = Math.max(backoff.next(), retryAfter(error));
      if (!mayPass(error) || Date.now() + delay_ms > end) throw error;
      await pause(delay_ms, options.signal);
      options.signal?.throwIfAborted();
    }
  }
}
const mayPass = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof ProblemError && [429, 503].includes(error.status));
const retryAfter = (error: unknown): number => (error instanceof ProblemError ? (error.retry_after_ms ?? 0) : 0);
