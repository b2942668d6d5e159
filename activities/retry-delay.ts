import type { RetryPolicy } from '../src/contracts/plan.js';

export interface RetryDelayOptions {
  /** What the other side asked for, in seconds. It raises the delay, never beyond max_delay_seconds. */
  retry_after_seconds: number | null;
  /** Uniform in [0, 1), such as Math.random. */
  random: () => number;
}

/**
 * Seconds to wait after the failed attempt number `attempt` (from 1):
 * min(base_delay_seconds * exponential_base^attempt, max_delay_seconds), of which jitter takes a random 50 to 100 %.
 * By default 2, 4, 8, 16, 32, 60 s.
 */
export function retryDelaySeconds(policy: RetryPolicy, attempt: number, options: RetryDelayOptions): number {
  const longest = policy.max_delay_seconds;
  const backoff = Math.min(policy.base_delay_seconds * policy.exponential_base ** attempt, longest);
  const delay = policy.jitter ? backoff * (0.5 + options.random() / 2) : backoff;
  return Math.max(delay, Math.min(options.retry_after_seconds ?? 0, longest));
}
