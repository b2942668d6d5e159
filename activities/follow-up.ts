/** Whether another attempt follows a failed one, and after how long. */
import type { RetryPolicy } from '../src/contracts/plan.js';
import { retryDelaySeconds } from './retry-delay.js';

/** What no retry can mend: the same input gives the same refusal. */
const NEVER_RETRIED = new Set(['invalid_input', 'output_invalid', 'reference_not_found']);

export interface FailedAttempt {
  type: string;
  transient: boolean;
  retry_after_seconds: number | null;
}
function isRetryable(policy: RetryPolicy, failure: FailedAttempt): boolean {
  if (NEVER_RETRIED.has(failure.type)) return false;
  if (failure.type === 'timeout') return policy.retry_on_timeout;
  return failure.transient || !policy.retry_on_transient_only;
}
/** The delay before the next attempt in seconds, or null when none follows. `failures_before`: retries already used. */
export function followUp(policy: RetryPolicy, failure: FailedAttempt, failures_before: number): number | null {
  if (failures_before >= policy.retry_count || !isRetryable(policy, failure)) return null;
  const { retry_after_seconds } = failure;
  return retryDelaySeconds(policy, failures_before + 1, { retry_after_seconds, random: Math.random });
}
