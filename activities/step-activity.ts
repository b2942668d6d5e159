/**
 * A function as a Temporal activity: one attempt a call, with the deadline, the retry decision and the reports that the
 * step's settings in the Plan ask for. Losing a worker does not use up a retry: Temporal counts every dispatch, so the
 * failures are counted from the workflow's own record, and what is missing there was lost.
 */
import { ApplicationFailure, CancelledFailure, Context, type Info } from '@temporalio/activity';
import {
  MAX_LOST_ATTEMPTS,
  REPORT_START_AFTER_MS,
  type AttemptFailure,
  type AttemptReport,
  type AttemptResult,
  type AttemptSuccess,
  type StepAssignment,
} from '../src/contracts/attempt.js';
import type { AttemptRecord } from '../src/contracts/execution.js';
import type { InputFinding } from '../src/contracts/finding.js';
import type { FunctionDefinition, FunctionLog } from '../src/contracts/function.js';
import type { Json, JsonSchema } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import { runAttempt } from './attempt.js';
import { followUp } from './follow-up.js';

/** What the activities need of the platform. */
export interface StepActivityHost {
  step(plan_hash: string, step_number: number): Promise<PlanStep>;
  validate(schema: JsonSchema, value: Json): InputFinding[];
  validateOutput(step: PlanStep, output: Json): InputFinding[];
  report(execution_id: string, report: AttemptReport): Promise<void>;
  /** The failed attempts that the workflow knows of. */
  failedAttempts(execution_id: string, step_number: number): Promise<AttemptRecord[]>;
  log(execution_id: string, step_number: number): FunctionLog;
}
/** How often a running attempt says that it lives, in ms; a cancellation comes back by the same way. */
const HEARTBEAT_INTERVAL_MS = 800;

interface Attempt {
  definition: FunctionDefinition;
  host: StepActivityHost;
  input: Json;
  assignment: StepAssignment;
  step: PlanStep;
  attempt: number;
  /** The stream tells that the attempt began before it tells how far it is. */
  beforeProgress?: () => Promise<void>;
}
async function resultOf(
  attempt: Attempt,
  deadline_ms: number | null,
  failures_before: number,
): Promise<AttemptResult | 'cancelled'> {
  const { definition, host, input, assignment, step } = attempt;
  const { execution_id, step_number } = assignment;
  const own_ms = step.timeout_seconds * 1000;
  const began = performance.now();
  const result = await runAttempt({
    definition,
    input,
    idempotency_key: `${execution_id}/${step_number}`,
    attempt: attempt.attempt,
    timeout_seconds: Math.min(own_ms, deadline_ms ?? own_ms) / 1000,
    cancelled: Context.current().cancellationSignal,
    onProgress: async (update) => {
      const at = new Date().toISOString();
      await attempt.beforeProgress?.();
      await host.report(execution_id, { kind: 'progress', step_number, attempt: attempt.attempt, update, at });
    },
    log: host.log(execution_id, step_number),
    validateInput: (schema, value) => host.validate(schema, value),
    validateOutput: (output) => host.validateOutput(step, output),
  });
  if (result.kind === 'cancelled') return 'cancelled';
  if (result.kind === 'completed') return { ...result, attempt: attempt.attempt };
  const { retry_after_seconds, ...failed } = result;
  const delay_seconds = followUp(step.retry, { ...failed, retry_after_seconds }, failures_before);
  const failure = { ...failed, attempt: attempt.attempt, delay_seconds };
  const left_ms = deadline_ms === null ? null : deadline_ms - (performance.now() - began);
  return withinTotal(failure, step, left_ms);
}
/** A retry that would begin after the total budget is not made: the step has timed out. */
function withinTotal(failure: AttemptFailure, step: PlanStep, left_ms: number | null): AttemptFailure {
  if (failure.delay_seconds === null || left_ms === null || failure.delay_seconds * 1000 < left_ms) return failure;
  const message = `Not done within ${step.total_timeout_seconds} s over all attempts and waits: ${failure.message}`;
  return { ...failure, type: 'timeout', message, delay_seconds: null };
}

async function firstFastAttempt(
  definition: FunctionDefinition,
  host: StepActivityHost,
  input: Json,
  assignment: StepAssignment,
): Promise<AttemptResult> {
  const step = await host.step(assignment.plan_hash, assignment.step_number);
  const result = await resultOf({ definition, host, input, assignment, step, attempt: 1 }, totalBudgetMs(step), 0);
  if (result !== 'cancelled') return result;
  if (isShutdown()) return lostAttempt(1);
  throw new CancelledFailure('The step was cancelled');
}
const totalBudgetMs = (step: PlanStep): number | null =>
  step.total_timeout_seconds === null ? null : step.total_timeout_seconds * 1000;

/**
 * The activity of a function. As a local activity it makes the first attempt of a fast function and never rejects for its
 * failure; as a remote one its failures carry the attempt in `details[0]`.
 */
export function stepActivity(definition: FunctionDefinition, host: StepActivityHost) {
  return async (input: Json, assignment: StepAssignment): Promise<AttemptResult> => {
    const { info } = Context.current();
    if (info.isLocal) return firstFastAttempt(definition, host, input, assignment);
    const step = await host.step(assignment.plan_hash, assignment.step_number);
    const attempt = { definition, host, input, assignment, step, attempt: assignment.earlier_attempts + info.attempt };
    const stopHeartbeat = startHeartbeat();
    try {
      const failures = info.attempt === 1 ? assignment.used_retries : await accountForEarlierAttempts(attempt);
      const started = reportStart(attempt, info.attempt === 1 ? REPORT_START_AFTER_MS : 0);
      const result = await resultOf({ ...attempt, beforeProgress: started.now }, remainingMs(step, info), failures);
      await started.settled();
      return await outcome(attempt, result);
    } finally {
      stopHeartbeat();
    }
  };
}
function startHeartbeat(): () => void {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_INTERVAL_MS);
  return () => clearInterval(timer);
}
/** Of the total budget, which a local first attempt may have begun to use up. */
function remainingMs(step: PlanStep, { scheduledTimestampMs, scheduleToCloseTimeoutMs }: Info): number | null {
  const budget = totalBudgetMs(step);
  if (budget === null) return null;
  return Math.max(1, scheduledTimestampMs + Math.min(budget, scheduleToCloseTimeoutMs) - Date.now());
}
interface StartReport {
  /** Sends it, unless that was done. */
  now(): Promise<void>;
  settled(): Promise<void>;
}
/** Says that the attempt began: at once, when it has run for `after_ms`, or when it is asked to. */
function reportStart({ host, assignment, attempt }: Attempt, after_ms: number): StartReport {
  const { execution_id, step_number } = assignment;
  const at = new Date().toISOString();
  let sent: Promise<void> | null = null;
  const now = () => {
    sent ??= host.report(execution_id, { kind: 'started', step_number, attempt, at }).catch(() => undefined);
    return sent;
  };
  const timer = setTimeout(() => void now(), after_ms);
  const settled = async () => {
    clearTimeout(timer);
    await sent;
  };
  return { now, settled };
}
/** Reports the dispatches before this one that were lost; returns how many failed. */
async function accountForEarlierAttempts({ host, assignment, attempt }: Attempt): Promise<number> {
  const { execution_id, step_number, earlier_attempts } = assignment;
  const known = await host.failedAttempts(execution_id, step_number);
  const lostBefore = known.filter((one) => one.error_type === 'worker_lost' && one.attempt > earlier_attempts).length;
  let lost = lostBefore;
  for (let earlier = earlier_attempts + 1; earlier < attempt; earlier += 1) {
    if (known.some((one) => one.attempt === earlier)) continue;
    lost += 1;
    await host.report(execution_id, { kind: 'failed', step_number, failure: lostAttempt(earlier) });
  }
  if (lost >= MAX_LOST_ATTEMPTS) throw failureOf({ ...lostAttempt(attempt - 1), delay_seconds: null }, true);
  return assignment.used_retries + (attempt - 1 - earlier_attempts) - lost;
}
function lostAttempt(attempt: number): AttemptFailure {
  const message = 'The worker that ran this attempt was lost';
  const completed_at = new Date().toISOString();
  return {
    kind: 'failed',
    type: 'worker_lost',
    message,
    transient: true,
    attempt,
    delay_seconds: 0,
    findings: [],
    started_at: null,
    completed_at,
  };
}
async function outcome({ host, assignment }: Attempt, result: AttemptResult | 'cancelled'): Promise<AttemptSuccess> {
  if (result === 'cancelled') throw cancellation();
  if (result.kind === 'completed') return result;
  const { execution_id, step_number } = assignment;
  if (result.delay_seconds !== null) await host.report(execution_id, { kind: 'failed', step_number, failure: result });
  throw failureOf(result, result.delay_seconds === null);
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

function failureOf(failure: AttemptFailure, nonRetryable: boolean): ApplicationFailure {
  const { type, message, delay_seconds } = failure;
  const nextRetryDelay = delay_seconds === null ? {} : { nextRetryDelay: delay_seconds * 1000 };
  return ApplicationFailure.create({ type, message, nonRetryable, details: [failure], ...nextRetryDelay });
}
