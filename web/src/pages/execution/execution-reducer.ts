/**
 * What is known of an execution, from its record and the events after it.
 *
 * Invariants:
 *  1. Events may be older than the record: what the record has already is not undone, and applying twice is applying once.
 *  2. What has not changed keeps its object, so that it is not drawn again.
 *  3. Where an event does not say all that the record will, `stale` asks for the record.
 */
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { Execution, StepRecord } from '../../../../src/contracts/execution.js';
import { applyExecutionEvent } from './execution-events.js';
import { attemptKey, type AttemptStarts, reportsOf, type StepReport, type StepReports } from './live-step.js';
import { applyStepEvent, isStepEvent } from './step-events.js';

export interface LiveExecution {
  execution: Execution;
  /** Of the last event that was applied. */
  last_seq: number;
  /** Partial results of running steps. */
  reports: StepReports;
  /** When attempts began, as far as it was told. */
  attempt_starts: AttemptStarts;
  /** The record has more to say than the events did. */
  stale: boolean;
}
export function liveExecution(execution: Execution, last_seq: number): LiveExecution {
  return { execution, last_seq, reports: new Map(), attempt_starts: new Map(), stale: false };
}
/** A record that was read anew, and the events that came after it was asked for. */
export function withRecord(live: LiveExecution, execution: Execution, since: readonly ExecutionEvent[]): LiveExecution {
  const steps = keepUnchanged(live.execution.steps, execution.steps);
  const fresh = { ...live, execution: { ...execution, steps }, stale: false };
  return { ...applyEvents(fresh, since), last_seq: live.last_seq };
}
/** In order of seq. */
export function applyEvents(live: LiveExecution, events: readonly ExecutionEvent[]): LiveExecution {
  if (events.length === 0) return live;
  const draft = new Draft(live);
  for (const event of events) draft.apply(event);
  return draft.result(Math.max(live.last_seq, events.at(-1)?.seq ?? 0));
}
/** Copies what changes once for a whole batch. */
class Draft {
  private execution: Execution;
  private steps: StepRecord[] | null = null;
  private reports: Map<number, StepReport> | null = null;
  private starts: Map<string, string> | null = null;
  private stale: boolean;

  constructor(private readonly live: LiveExecution) {
    this.execution = live.execution;
    this.stale = live.stale;
  }
  apply(event: ExecutionEvent): void {
    if (isStepEvent(event)) this.applyToStep(event);
    const change = applyExecutionEvent(this.execution, event);
    this.execution = change.execution;
    this.stale ||= change.stale;
    if (change.cancelled_steps) this.cancelSteps();
  }
  result(last_seq: number): LiveExecution {
    const { live, execution, steps, reports, starts, stale } = this;
    return {
      execution: steps ? { ...execution, steps } : execution,
      last_seq,
      reports: reports ?? live.reports,
      attempt_starts: starts ?? live.attempt_starts,
      stale,
    };
  }
  private applyToStep(event: Extract<ExecutionEvent, { step_number: number }>): void {
    const steps = this.steps ?? this.execution.steps;
    const index = indexOfStep(steps, event.step_number);
    const before = steps[index];
    if (!before) return;
    const { step, stale } = applyStepEvent(before, event);
    this.stale ||= stale;
    if (step !== before) {
      this.steps ??= [...steps];
      this.steps[index] = step;
    }
    this.note(event, step);
  }
  private note(event: Extract<ExecutionEvent, { step_number: number }>, step: StepRecord): void {
    if (event.event === 'step_started') {
      this.starts ??= new Map(this.live.attempt_starts);
      this.starts.set(attemptKey(event.step_number, event.attempt), event.timestamp);
    }
    const known = this.reports ?? this.live.reports;
    const report = reportsOf(known.get(event.step_number), event, step);
    if (report === known.get(event.step_number)) return;
    this.reports ??= new Map(known);
    if (report) this.reports.set(event.step_number, report);
    else this.reports.delete(event.step_number);
  }
  private cancelSteps(): void {
    this.steps = (this.steps ?? this.execution.steps).map((step) =>
      step.status === 'pending' || step.status === 'running' ? { ...step, status: 'cancelled' } : step,
    );
  }
}
/** By halving: steps are in order of their numbers. -1 where there is none. */
export function indexOfStep(steps: readonly StepRecord[], step_number: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = steps[middle]?.step_number ?? 0;
    if (found === step_number) return middle;
    if (found < step_number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
function keepUnchanged(before: readonly StepRecord[], after: readonly StepRecord[]): StepRecord[] {
  return after.map((step, index) => {
    const known = before[index];
    return known && isSame(known, step) ? known : step;
  });
}
/** Ended steps never change but by a recovery, which changes their end; the others are compared as a whole. */
function isSame(known: StepRecord, step: StepRecord): boolean {
  if (known.status !== step.status || known.completed_at !== step.completed_at) return false;
  return JSON.stringify(known) === JSON.stringify(step);
}
