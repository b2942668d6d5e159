/** One attempt under the settings that its step has in the Plan: its time limits, its checks, and what follows a failure. */
import { Context } from '@temporalio/activity';
import type { AttemptFailure, AttemptResult } from '../src/contracts/attempt.js';
import type { ProgressUpdate } from '../src/contracts/function.js';
import type { AttemptClock } from './attempt-clock.js';
import { runAttempt } from './attempt.js';
import { followUp } from './follow-up.js';
import { idempotencyKey, stepPlace, type StepAttempt } from './step-attempt.js';
import { extensionSeconds } from './time-extension.js';

export interface StepAttemptOptions {
  clock: AttemptClock;
  /** Retries that the attempts before this one have used up. */
  failures_before: number;
  /** The stream tells that the attempt began before it tells how far it is. */
  beforeProgress?: () => Promise<void>;
}

export async function stepAttemptResult(
  attempt: StepAttempt,
  options: StepAttemptOptions,
): Promise<AttemptResult | 'cancelled'> {
  const { definition, host, input, assignment, step, extension } = attempt;
  const result = await runAttempt({
    definition,
    input,
    idempotency_key: idempotencyKey(assignment),
    attempt: attempt.attempt,
    timeout_seconds: Math.min(step.timeout_seconds, (attempt.budget?.left_ms() ?? Infinity) / 1000),
    extension,
    cancelled: Context.current().cancellationSignal,
    clock: options.clock,
    onProgress: (update) => reportProgress(attempt, options, update),
    log: host.log(assignment.execution_id, assignment.step_number, assignment.item),
    validateInput: (schema, value) => host.validate(schema, value),
    validateOutput: (output) => host.validateOutput(step, output),
  });
  if (result.kind === 'cancelled') return 'cancelled';
  if (result.kind === 'completed') return { ...result, attempt: attempt.attempt };
  const { retry_after_seconds, ...failed } = result;
  const delay_seconds = followUp(step.retry, { ...failed, retry_after_seconds }, options.failures_before);
  return withinTotal({ ...failed, attempt: attempt.attempt, delay_seconds }, attempt);
}

async function reportProgress(
  { host, assignment, attempt }: StepAttempt,
  { clock, beforeProgress }: StepAttemptOptions,
  update: ProgressUpdate,
): Promise<void> {
  const at = clock.now();
  await beforeProgress?.();
  await host.report(assignment.execution_id, { kind: 'progress', ...stepPlace(assignment), attempt, update, at });
}

/** A retry that would begin after the total budget is not made: the step has timed out. */
async function withinTotal(failure: AttemptFailure, { budget, extension }: StepAttempt): Promise<AttemptFailure> {
  if (failure.delay_seconds === null || budget === null) return failure;
  const delay_ms = failure.delay_seconds * 1000;
  if (delay_ms < budget.left_ms()) return failure;
  const extended_seconds = extension ? await extensionSeconds(extension) : 0;
  if (delay_ms < budget.left_ms() + extended_seconds * 1000) return failure;
  const total_seconds = budget.total_seconds + extended_seconds;
  const message = `Not done within ${total_seconds} s over all attempts and waits: ${failure.message}`;
  return { ...failure, type: 'timeout', message, delay_seconds: null };
}
