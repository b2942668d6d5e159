/** A step's settings as Temporal's declarative options. */
import { ActivityCancellationType, type ActivityOptions, type LocalActivityOptions } from '@temporalio/workflow';
import { MAX_LOST_ATTEMPTS } from '../src/contracts/attempt.js';
import { MAX_EXTENSION_SECONDS } from '../src/contracts/commands.js';
import type { PlanStep, RetryPolicy } from '../src/contracts/plan.js';

/**
 * The worker itself enforces the attempt's deadline, and heartbeats find a lost worker. Start-to-close stands behind both,
 * with room for all the time that a person may give the step, in ms: it cannot be moved once the activity is scheduled.
 */
const START_TO_CLOSE_GRACE_MS = 10_000;
const START_TO_CLOSE_ROOM_MS = START_TO_CLOSE_GRACE_MS + MAX_EXTENSION_SECONDS * 1000;
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
  /** Index of the item that the step runs for; null for a step without `foreach`. */
  item: number | null;
  /** From 1. Each has an id of its own: what was cancelled may be open for Temporal while the step runs again. */
  dispatch: number;
  /** For executions from before the workflow kept the total itself; null lets it. In ms. */
  schedule_to_close_ms: number | null;
}
const dispatchId = (step: PlanStep, { item, dispatch }: RemoteDispatch): string =>
  `step-${step.step_number}${item === null ? '' : `-item-${item}`}${dispatch > 1 ? `-dispatch-${dispatch}` : ''}`;
const summaryOf = ({ step_name }: PlanStep, item: number | null): string =>
  item === null ? step_name : `${step_name} [${item}]`;
/** Lost dispatches count in Temporal's attempts, so there is room for them; the worker ends a step whose retries are used up. */
export function remoteActivityOptions(step: PlanStep, dispatch: RemoteDispatch): ActivityOptions {
  const { item, schedule_to_close_ms } = dispatch;
  return {
    activityId: dispatchId(step, dispatch),
    summary: summaryOf(step, item),
    startToCloseTimeout: step.timeout_seconds * 1000 + START_TO_CLOSE_ROOM_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: temporalRetryPolicy(step.retry),
    ...(schedule_to_close_ms === null ? {} : { scheduleToCloseTimeout: Math.max(1, schedule_to_close_ms) }),
    ...(step.task_queue === null ? {} : { taskQueue: step.task_queue }),
  };
}
/** The first attempt of a fast function: once; what is retried is retried remotely. */
export function localActivityOptions(step: PlanStep, item: number | null): LocalActivityOptions {
  return {
    startToCloseTimeout: step.timeout_seconds * 1000 + START_TO_CLOSE_GRACE_MS,
    retry: { maximumAttempts: 1 },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    summary: summaryOf(step, item),
  };
}
