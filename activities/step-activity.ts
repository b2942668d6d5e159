/**
 * A function as a Temporal activity: one attempt a call, with the deadline, the retry decision and the reports that the
 * step's settings in the Plan ask for. Losing a worker does not use up a retry.
 */
import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';
import {
  MAX_LOST_ATTEMPTS,
  REPORT_START_AFTER_MS,
  type AttemptFailure,
  type AttemptResult,
  type AttemptSuccess,
  type StepAssignment,
} from '../src/contracts/attempt.js';
import type { FunctionDefinition } from '../src/contracts/function.js';
import type { Json } from '../src/contracts/json.js';
import { AttemptClock } from './attempt-clock.js';
import { earlierAttempts, lostAttempt } from './lost-attempts.js';
import { reportStart } from './start-report.js';
import { stepAttemptResult } from './step-attempt-result.js';
import { stepPlace, type StepActivityHost, type StepAttempt } from './step-attempt.js';
import { totalBudget } from './total-budget.js';

export type { StepActivityHost } from './step-attempt.js';

/** How often a running attempt says that it lives, in ms; a cancellation comes back by the same way. */
const HEARTBEAT_INTERVAL_MS = 800;

/**
 * The activity of a function. As a local activity it makes the first attempt of a fast function and never rejects for its
 * failure; as a remote one its failures carry the attempt in `details[0]`.
 */
export function stepActivity(definition: FunctionDefinition, host: StepActivityHost) {
  return async (input: Json, assignment: StepAssignment): Promise<AttemptResult> => {
    const { info } = Context.current();
    const began = performance.now();
    const step = await host.step(assignment.plan_hash, assignment.step_number);
    const budget = totalBudget(step, assignment, info, began);
    const attempt = { definition, host, input, assignment, step, budget, attempt: 1 };
    return info.isLocal ? firstFastAttempt(attempt) : remoteAttempt(attempt);
  };
}

async function firstFastAttempt(attempt: StepAttempt): Promise<AttemptResult> {
  const result = await stepAttemptResult(attempt, { clock: new AttemptClock(), failures_before: 0 });
  if (result !== 'cancelled') return result;
  if (isShutdown()) return lostAttempt(1);
  throw new CancelledFailure('The step was cancelled');
}

async function remoteAttempt(first: StepAttempt): Promise<AttemptSuccess> {
  const { host, assignment } = first;
  const { execution_id, step_number, earlier_attempts } = assignment;
  const attempt: StepAttempt = {
    ...first,
    attempt: earlier_attempts + Context.current().info.attempt,
    extension: () => host.extension(execution_id, step_number),
  };
  const stopHeartbeat = startHeartbeat();
  try {
    return await outcome(attempt, await reportedResult(attempt));
  } finally {
    stopHeartbeat();
  }
}

function startHeartbeat(): () => void {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_INTERVAL_MS);
  return () => clearInterval(timer);
}

async function reportedResult(attempt: StepAttempt): Promise<AttemptResult | 'cancelled'> {
  const isFirst = Context.current().info.attempt === 1;
  const failures_before = isFirst ? attempt.assignment.used_retries : await failuresBefore(attempt);
  const clock = new AttemptClock();
  const started = reportStart(attempt, clock, isFirst ? REPORT_START_AFTER_MS : 0);
  const result = await stepAttemptResult(attempt, { clock, failures_before, beforeProgress: started.now });
  await started.settled();
  return result;
}

/** @throws the end of a step that has lost too many workers. */
async function failuresBefore(attempt: StepAttempt): Promise<number> {
  const { failed, lost } = await earlierAttempts(attempt);
  if (lost < MAX_LOST_ATTEMPTS) return failed;
  throw failureOf({ ...lostAttempt(attempt.attempt - 1), delay_seconds: null });
}

async function outcome(
  { host, assignment }: StepAttempt,
  result: AttemptResult | 'cancelled',
): Promise<AttemptSuccess> {
  if (result === 'cancelled') throw cancellation();
  if (result.kind === 'completed') return result;
  if (result.delay_seconds !== null)
    await host.report(assignment.execution_id, { kind: 'failed', ...stepPlace(assignment), failure: result });
  throw failureOf(result);
}

/** A worker that shuts down gives the attempt back; only a cancelled step is cancelled. */
function cancellation(): Error {
  if (!isShutdown()) return new CancelledFailure('The step was cancelled');
  return ApplicationFailure.create({
    type: 'worker_lost',
    message: 'The worker was shut down',
    nextRetryDelay: '100 ms',
  });
}
const isShutdown = (): boolean => Context.current().cancellationDetails?.workerShutdown === true;

/** Temporal makes the next attempt after the failure's own delay, or none where it has none. */
function failureOf(failure: AttemptFailure): ApplicationFailure {
  const { type, message, delay_seconds } = failure;
  const nextRetryDelay = delay_seconds === null ? {} : { nextRetryDelay: delay_seconds * 1000 };
  const nonRetryable = delay_seconds === null;
  return ApplicationFailure.create({ type, message, nonRetryable, details: [failure], ...nextRetryDelay });
}
