/** A failure that no worker has reported: the workflow itself found it. */
import type { AttemptFailure } from '../src/contracts/attempt.js';
import type { StepError } from '../src/contracts/execution.js';

/** `now`: ms since the epoch. No other attempt follows. */
export function failureNow(type: string, message: string, attempt: number, now: number): AttemptFailure {
  const completed_at = new Date(now).toISOString();
  const none = { transient: false, delay_seconds: null, findings: [], started_at: null };
  return { kind: 'failed', type, message, attempt, completed_at, ...none };
}
/** The error of a step, or of an item, that was never dispatched. */
export function failureBeforeDispatch(type: string, message: string): StepError {
  return { type, message, transient: false, attempt: 0 };
}
