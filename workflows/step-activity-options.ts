/** A step's settings as Temporal's declarative options. */
import { ActivityCancellationType, type ActivityOptions, type LocalActivityOptions } from '@temporalio/workflow';
import { MAX_LOST_ATTEMPTS } from '../src/contracts/attempt.js';
import type { PlanStep, RetryPolicy } from '../src/contracts/plan.js';

/** The worker itself enforces the attempt's deadline; start-to-close stands this long behind it, in ms. */
const START_TO_CLOSE_GRACE_MS = 10_000;
/** A worker that was killed is noticed after this long, in ms. */
const HEARTBEAT_TIMEOUT_MS = 8_000;

/** delay(attempt) = base * exponential_base^attempt, attempt from 1, so the first interval is base * exponential_base. */
function temporalRetryPolicy(retry: RetryPolicy): NonNullable<ActivityOptions['retry']> {
  const maximumInterval = retry.max_delay_seconds * 1000;
  return {
    initialInterval: Math.min(retry.base_delay_seconds * retry.exponential_base * 1000, maximumInterval),
    backoffCoefficient: retry.exponential_base,
    maximumInterval,
    maximumAttempts: retry.retry_count + 1 + MAX_LOST_ATTEMPTS,
  };
}
export interface RemoteDispatch {
  /** From 1. Each has an id of its own: what was cancelled may be open for Temporal while the step runs again. */
  dispatch: number;
  /** What a local first attempt has used up of total_timeout_seconds, in ms. */
  spent_ms: number;
}
/** Lost dispatches count in Temporal's attempts, so there is room for them; the worker ends a step whose retries are used up. */
export function remoteActivityOptions(step: PlanStep, { dispatch, spent_ms }: RemoteDispatch): ActivityOptions {
  const total_ms = step.total_timeout_seconds === null ? null : step.total_timeout_seconds * 1000;
  return {
    activityId: `step-${step.step_number}${dispatch > 1 ? `-dispatch-${dispatch}` : ''}`,
    summary: step.step_name,
    startToCloseTimeout: step.timeout_seconds * 1000 + START_TO_CLOSE_GRACE_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: temporalRetryPolicy(step.retry),
    ...(total_ms === null ? {} : { scheduleToCloseTimeout: Math.max(1, total_ms - spent_ms) }),
    ...(step.task_queue === null ? {} : { taskQueue: step.task_queue }),
  };
}
/** The first attempt of a fast function: once; what is retried is retried remotely. */
export function localActivityOptions(step: PlanStep): LocalActivityOptions {
  return {
    startToCloseTimeout: step.timeout_seconds * 1000 + START_TO_CLOSE_GRACE_MS,
    retry: { maximumAttempts: 1 },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    summary: step.step_name,
  };
}
