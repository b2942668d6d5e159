/** What the failed activity of a step means, all its attempts taken together. */
import { ApplicationFailure, CancelledFailure, TimeoutFailure, type ActivityFailure } from '@temporalio/common';
import { MAX_LOST_ATTEMPTS, type AttemptFailure } from '../src/contracts/attempt.js';
import type { StepDispatch } from './step-host.js';

const CANCELLED_ELSEWHERE = 'The activity was cancelled, though nobody cancelled the step';

/** The failure that the worker reported, else what Temporal says about it. */
export function failureOf(failed: ActivityFailure, { step, earlier_attempts }: StepDispatch): AttemptFailure {
  const { cause, retryState } = failed;
  const attempt = earlier_attempts + 1;
  if (step.total_timeout_seconds !== null && isOutOfTime(failed)) {
    return failureNow(
      'timeout',
      `Not done within ${step.total_timeout_seconds} s over all attempts and waits`,
      attempt,
    );
  }
  if (cause instanceof ApplicationFailure) {
    const [detail] = (cause.details ?? []) as AttemptFailure[];
    return detail?.kind === 'failed' ? detail : failureNow(cause.type ?? 'error', cause.message, attempt);
  }
  if (cause instanceof TimeoutFailure) return lostWorker(earlier_attempts);
  if (cause instanceof CancelledFailure) return failureNow('cancelled', CANCELLED_ELSEWHERE, attempt);
  return failureNow('error', cause?.message ?? `${failed.message} (${retryState})`, attempt);
}
const isOutOfTime = ({ cause, retryState }: ActivityFailure): boolean =>
  retryState === 'TIMEOUT' || (cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_CLOSE');

function lostWorker(earlier_attempts: number): AttemptFailure {
  const message = `The worker was lost ${MAX_LOST_ATTEMPTS} times`;
  return failureNow('worker_lost', message, earlier_attempts + MAX_LOST_ATTEMPTS);
}
function failureNow(type: string, message: string, attempt: number): AttemptFailure {
  const completed_at = new Date().toISOString();
  const none = { transient: false, delay_seconds: null, findings: [], started_at: null };
  return { kind: 'failed', type, message, attempt, completed_at, ...none };
}
