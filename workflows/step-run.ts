/** One step of one execution: its record, and what the scheduler has to remember about it. */
import type { AttemptFailure, AttemptReport } from '../src/contracts/attempt.js';
import type { SkipReason, StepError, StepRecord } from '../src/contracts/execution.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import type { DependencyFate } from './join-policy.js';

const ENDED = new Set(['completed', 'failed', 'skipped', 'cancelled']);

export class StepRun implements DependencyFate {
  readonly record: StepRecord;
  /** Dependencies that have not ended for the first time. */
  waiting_on: number;
  has_value = false;
  /** The dependents have been told that this step ended. */
  told = false;
  input_override: JsonObject | null = null;

  constructor(readonly step: PlanStep) {
    this.waiting_on = step.dependencies.length;
    this.record = {
      step_number: step.step_number,
      step_name: step.step_name,
      function: step.function,
      status: 'pending',
      attempts: 0,
      output: null,
      used_fallback: false,
      skip_reason: null,
      error: null,
      retries: [],
      started_at: null,
      completed_at: null,
      execution_time_ms: null,
    };
  }
  get failed(): boolean {
    return this.record.status === 'failed';
  }
  get ended(): boolean {
    return ENDED.has(this.record.status);
  }
  /** Takes note of an attempt that began; true when it was not known before. */
  attemptStarted({ attempt, at }: Extract<AttemptReport, { kind: 'started' }>): boolean {
    if (this.ended || attempt <= this.record.attempts) return false;
    this.record.attempts = attempt;
    this.record.started_at ??= at;
    return true;
  }
  /** Takes note of a failed attempt that another one follows; true when it was not known before. */
  attemptFailed(failure: AttemptFailure, delay_seconds: number): boolean {
    if (this.record.retries.some((retry) => retry.attempt === failure.attempt)) return false;
    this.record.attempts = Math.max(this.record.attempts, failure.attempt);
    this.record.started_at ??= failure.started_at;
    this.record.retries.push({
      attempt: failure.attempt,
      error_type: failure.type,
      message: failure.message,
      delay_seconds,
      timestamp: failure.completed_at,
    });
    return true;
  }
  completed(output: Json, at: string, execution_time_ms: number | null): void {
    Object.assign(this.record, { status: 'completed', output, completed_at: at, execution_time_ms });
    this.has_value = true;
  }
  completedByFallback(output: Json, error: StepError, at: string): void {
    this.completed(output, at, null);
    Object.assign(this.record, { used_fallback: true, error });
  }
  failedWith(error: StepError, at: string): void {
    Object.assign(this.record, { status: 'failed', error, completed_at: at });
  }
  skipped(reason: SkipReason, error: StepError | null, at: string): void {
    Object.assign(this.record, { status: 'skipped', skip_reason: reason, error, completed_at: at });
  }
  cancelled(at: string): void {
    Object.assign(this.record, { status: 'cancelled', completed_at: at });
  }
  /** Before a retry by hand: the failed attempt becomes the last of `retries`, with a delay of 0. */
  keepFailedAttempt(): void {
    const { error, completed_at } = this.record;
    if (!error || error.attempt === 0) return;
    const { attempt, type: error_type, message } = error;
    this.record.retries.push({ attempt, error_type, message, delay_seconds: 0, timestamp: completed_at ?? '' });
  }
  /** Opens an ended step again. */
  reopen(): void {
    Object.assign(this.record, { status: 'pending', error: null, skip_reason: null, completed_at: null });
  }
}
