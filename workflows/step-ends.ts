/**
 * How steps end: the record, the log, and those that wait for them.
 *
 * Invariant: every end appends exactly one end event and one progress_update. A step that is cancelled has no event: the
 * execution's own end tells it.
 */
import type { Progress, SkipReason, StepError } from '../src/contracts/execution.js';
import type { Json } from '../src/contracts/json.js';
import type { RecordedStep } from '../src/contracts/recording.js';
import { progressOf } from './execution-state.js';
import { failureDecision } from './failure-policy.js';
import type { Schedule } from './schedule.js';
import type { StepLog } from './step-log.js';
import type { StepRun } from './step-run.js';
import type { StepRuns } from './step-runs.js';

export interface StepEndsOptions {
  runs: StepRuns;
  schedule: Schedule;
  log: StepLog;
  /** ISO 8601. */
  now(): string;
  /** Called when a step has failed for good. */
  onFailure(): void;
}
export class StepEnds {
  private count = 0;

  constructor(private readonly options: StepEndsOptions) {}

  get progress(): Progress {
    return progressOf(this.count, this.options.runs.byNumber.size);
  }
  /** Counts a step that ended in an earlier run of the workflow. */
  takeIn({ told, ended, record }: StepRun): void {
    if (told) this.options.schedule.settle(record.step_number);
    if (told && ended && record.status !== 'cancelled') this.count += 1;
  }
  completed(run: StepRun, output: Json, { at, attempt, execution_time_ms }: Completion): void {
    run.completed(output, at, execution_time_ms);
    this.tellCompleted(run, attempt);
  }
  takenOver(run: StepRun, recorded: RecordedStep, taken_from: string): void {
    run.takenOver(recorded, taken_from, this.options.now());
    this.tellCompleted(run, 0);
  }
  /** After all retries: on_error and fallback_value decide what the step becomes. */
  failed(run: StepRun, error: StepError, at = this.options.now()): void {
    const decision = failureDecision(run.step, error);
    switch (decision.status) {
      case 'completed':
        run.completedByFallback(decision.output, error, at);
        return this.tellCompleted(run, run.record.attempts);
      case 'skipped':
        return this.skipped(run, 'error', error, at);
      case 'failed':
        return this.failedForGood(run, error, at);
      default:
        return decision satisfies never;
    }
  }
  failedForGood(run: StepRun, error: StepError, at = this.options.now()): void {
    run.failedWith(error, at);
    this.options.log.failed(run);
    this.tellDependents(run);
    this.options.onFailure();
  }
  skipped(run: StepRun, reason: SkipReason, error: StepError | null = null, at = this.options.now()): void {
    run.skipped(reason, error, at);
    this.options.log.skipped(run);
    this.tellDependents(run);
  }
  cancelled(run: StepRun): void {
    run.cancelled(this.options.now());
  }
  /** Opens a step that failed: its end does not count any more. */
  reopened(run: StepRun): void {
    run.reopen();
    this.count -= 1;
  }

  private tellCompleted(run: StepRun, attempt: number): void {
    this.options.log.completed(run, attempt);
    this.tellDependents(run);
  }
  private tellDependents(run: StepRun): void {
    const { runs, schedule, log } = this.options;
    this.count += 1;
    log.progressed(this.progress, run.record.completed_at);
    schedule.settle(run.step.step_number);
    if (run.told) return schedule.offerAside();
    run.told = true;
    for (const dependent of runs.dependentsOf(run)) {
      dependent.waiting_on -= 1;
      if (dependent.waiting_on === 0 && !dependent.ended) schedule.offer(dependent.step.step_number);
    }
  }
}
export interface Completion {
  /** ISO 8601. */
  at: string;
  attempt: number;
  /** Null without a successful attempt. */
  execution_time_ms: number | null;
}
