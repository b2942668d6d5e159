/** Carries steps with `foreach` through their lists, item by item, in turn with all other steps. */
import type { StepError } from '../src/contracts/execution.js';
import type { AttemptReports } from './attempt-reports.js';
import { elapsedMs } from './elapsed.js';
import { failureDecision } from './failure-policy.js';
import type { ForeachRun } from './foreach-run.js';
import type { Schedule } from './schedule.js';
import type { StepEnds } from './step-ends.js';
import type { StepOutcome } from './step-host.js';
import type { StepInputs } from './step-inputs.js';
import type { StepLog } from './step-log.js';
import type { StepRun } from './step-run.js';
import type { UnitsInFlight } from './units-in-flight.js';

export interface ForeachStepsOptions {
  schedule: Schedule;
  inputs: StepInputs;
  units: UnitsInFlight;
  ends: StepEnds;
  log: StepLog;
  reports: AttemptReports;
  /** ISO 8601. */
  now(): string;
  isStopped(): boolean;
}
export class ForeachSteps {
  constructor(private readonly options: ForeachStepsOptions) {}

  /** Begins a step whose list is known, or goes on with the items that have no end. */
  enter(run: StepRun, foreach: ForeachRun): void {
    const { log, now } = this.options;
    if (foreach.list.length === 0) return this.complete(run, foreach);
    log.started(run, run.record.attempts + 1, now());
    run.record.started_at ??= now();
    this.offer(run, foreach);
  }
  /** The step's turn has come: one item starts. */
  startNext(run: StepRun, foreach: ForeachRun): void {
    foreach.offered = false;
    const item = foreach.take();
    if (!item) return;
    const resolved = this.options.inputs.of(run, item.index);
    if (resolved.ok) {
      this.options.units.start(run, item.index, resolved.value);
      return this.offer(run, foreach);
    }
    this.fail(run, foreach, item.index, resolved.error);
    this.conclude(run, foreach);
  }
  /** Goes on with what an earlier run of the workflow left waiting. */
  resume(run: StepRun): void {
    const { inputs, units } = this.options;
    const list = inputs.list(run.step);
    if (!list.ok) throw new Error(`The list of step ${run.step.step_number} is gone`);
    const foreach = run.goThrough(list.value);
    for (const { index, status } of foreach.items)
      if (status === 'running') units.resume(run, index, inputs.again(run, index));
    this.offer(run, foreach);
  }
  /** Some items were cancelled with the rest of the execution, which goes on now, and others are on their way yet. */
  goOn(run: StepRun, foreach: ForeachRun): void {
    foreach.reopenCancelled();
    this.offer(run, foreach);
  }
  ended(run: StepRun, foreach: ForeachRun, index: number, outcome: StepOutcome): void {
    const { reports, log, isStopped } = this.options;
    switch (outcome.kind) {
      case 'completed':
        reports.started(run, outcome.attempt, outcome.started_at, index);
        run.took(elapsedMs(outcome));
        foreach.completed(index, outcome.output);
        break;
      case 'failed': {
        const { type, message, transient } = outcome.failure;
        reports.lastFailed(run, outcome.failure, index);
        this.fail(run, foreach, index, { type, message, transient, attempt: run.attempts(index) });
        break;
      }
      case 'cancelled':
        if (isStopped()) foreach.cancelled(index);
        else foreach.again(index);
        break;
      default:
        return outcome satisfies never;
    }
    log.progress(run, index, { progress_percent: foreach.percentDone });
    this.conclude(run, foreach);
  }

  private offer({ step }: StepRun, foreach: ForeachRun): void {
    if (foreach.offered || !foreach.mayStart) return;
    foreach.offered = true;
    this.options.schedule.offer(step.step_number);
  }
  private fail({ step }: StepRun, foreach: ForeachRun, index: number, error: StepError): void {
    const decision = failureDecision(step, error);
    switch (decision.status) {
      case 'completed':
        return foreach.fellBack(index, decision.output, error);
      case 'skipped':
        return foreach.skipped(index, error);
      case 'failed':
        return foreach.failed(index, error);
      default:
        return decision satisfies never;
    }
  }
  /** An item has ended: the next one starts, or the step ends. */
  private conclude(run: StepRun, foreach: ForeachRun): void {
    const { ends, isStopped } = this.options;
    if (foreach.isDone) {
      const { error } = foreach;
      return error ? ends.failedForGood(run, error) : this.complete(run, foreach);
    }
    if (!isStopped()) return this.offer(run, foreach);
    if (!foreach.runs) ends.cancelled(run);
  }
  private complete(run: StepRun, foreach: ForeachRun): void {
    const { attempts: attempt, execution_time_ms } = run.record;
    run.record.used_fallback = foreach.usedFallback;
    this.options.ends.completed(run, foreach.output, { at: this.options.now(), attempt, execution_time_ms });
  }
}
