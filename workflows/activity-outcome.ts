/** What the failed activity of a step means, all its attempts taken together. */
import { ApplicationFailure, CancelledFailure, TimeoutFailure, type ActivityFailure } from '@temporalio/common';
import { MAX_LOST_ATTEMPTS, type AttemptFailure } from '../src/contracts/attempt.js';
import { failureNow } from './attempt-failure.js';
import type { StepDispatch } from './step-host.js';

const CANCELLED_ELSEWHERE = 'The activity was cancelled, though nobody cancelled the step';

/** The failure that the worker reported, else what Temporal says about it. */
export function failureOf(failed: ActivityFailure, dispatch: StepDispatch): AttemptFailure {
  const { cause, retryState } = failed;
  const attempt = dispatch.earlier_attempts + 1;
  const now = Date.now();
  if (dispatch.step.total_timeout_seconds !== null && isOutOfTime(failed)) return outOfTime(dispatch);
  if (cause instanceof ApplicationFailure) {
    const [detail] = (cause.details ?? []) as AttemptFailure[];
    return detail?.kind === 'failed' ? detail : failureNow(cause.type ?? 'error', cause.message, attempt, now);
  }
  if (cause instanceof TimeoutFailure) return lostWorker(dispatch, now);
  if (cause instanceof CancelledFailure) return failureNow('cancelled', CANCELLED_ELSEWHERE, attempt, now);
  return failureNow('error', cause?.message ?? `${failed.message} (${retryState})`, attempt, now);
}
/** The step used up its total_timeout_seconds. */
export function outOfTime({ step, earlier_attempts }: StepDispatch): AttemptFailure {
  const message = `Not done within ${step.total_timeout_seconds} s over all attempts and waits`;
  return failureNow('timeout', message, earlier_attempts + 1, Date.now());
}
const isOutOfTime = ({ cause, retryState }: ActivityFailure): boolean =>
  retryState === 'TIMEOUT' || (cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_CLOSE');

function lostWorker({ earlier_attempts }: StepDispatch, now: number): AttemptFailure {
  const message = `The worker was lost ${MAX_LOST_ATTEMPTS} times`;
  return failureNow('worker_lost', message, earlier_attempts + MAX_LOST_ATTEMPTS, now);
}
