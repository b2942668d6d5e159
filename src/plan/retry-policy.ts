import type { ErrorHandling } from '../contracts/document.js';
import type { RetryPolicy } from '../contracts/plan.js';

/** The retry policy of a step with every default filled in. */
export function retryPolicy(handling: ErrorHandling = {}): RetryPolicy {
  return {
    retry_count: handling.retry_count ?? 0,
    base_delay_seconds: handling.base_delay_seconds ?? 1,
    max_delay_seconds: handling.max_delay_seconds ?? 60,
    exponential_base: handling.exponential_base ?? 2,
    jitter: handling.jitter ?? true,
    retry_on_timeout: handling.retry_on_timeout ?? true,
    retry_on_transient_only: handling.retry_on_transient_only ?? true,
  };
}

/**
 * The sum in seconds of the waits before all retries, without jitter:
 * delay(attempt) = min(base_delay_seconds * exponential_base^attempt, max_delay_seconds), attempt counted from 1.
 */
export function retryWaitsSeconds(policy: RetryPolicy): number {
  const attempts = Array.from({ length: policy.retry_count }, (_, index) => index + 1);
  const delay = (attempt: number): number =>
    Math.min(policy.base_delay_seconds * policy.exponential_base ** attempt, policy.max_delay_seconds);
  return attempts.reduce((sum, attempt) => sum + delay(attempt), 0);
}
