/** One step of one execution: its record, and what the scheduler has to remember about it. */
import type { AttemptFailure } from '../src/contracts/attempt.js';
import type {
  ItemRecord,
  SkipReason,
  StepError,
  StepRecord,
  StepStatus,
  StepWait,
} from '../src/contracts/execution.js';
import type { Json } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import type { RecordedStep } from '../src/contracts/recording.js';
import { type ForeachCheckpoint, ForeachRun, reopenItems } from './foreach-run.js';
import type { DependencyFate } from './join-policy.js';

const ENDED = new Set(['completed', 'failed', 'skipped', 'cancelled']);

export interface StepCheckpoint {
  record: StepRecord;
  told: boolean;
  extension_seconds: number;
  outputs?: Json[];
  waits?: [number, StepWait][];
}
function newRecord({ step_number, step_name, function: name }: PlanStep): StepRecord {
  return {
    step_number,
    step_name,
    function: name,
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
export class StepRun implements DependencyFate {
  readonly record: StepRecord;
  /** Dependencies that have not ended for the first time. */
  waiting_on: number;
  /** The dependents have been told that this step ended. */
  told: boolean;
  /** By how much a person extended the time limits of what runs now. */
  extension_seconds: number;
  foreach: ForeachRun | null = null;
  private readonly savedOutputs: Json[] | undefined;
  /** What the items of a step with `foreach` wait for; that of a plain step is on its record. */
  private readonly itemWaits: Map<number, StepWait>;

  constructor(
    readonly step: PlanStep,
    saved?: StepCheckpoint,
  ) {
    this.waiting_on = step.dependencies.length;
    this.record = saved?.record ?? newRecord(step);
    this.told = saved?.told ?? false;
    this.extension_seconds = saved?.extension_seconds ?? 0;
    this.savedOutputs = saved?.outputs;
    this.itemWaits = new Map(saved?.waits);
  }
  get has_value(): boolean {
    return this.record.status === 'completed';
  }
  get failed(): boolean {
    return this.record.status === 'failed';
  }
  get ended(): boolean {
    return ENDED.has(this.record.status);
  }
  /** Attempts that the step, or one item of it, has made. */
  attempts(item: number | null): number {
    return this.trail(item).attempts;
  }
  /** The step goes through the items of a list; again it goes on with those that have no end. */
  goThrough(list: Json[]): ForeachRun {
    const { items } = this.record;
    const saved: ForeachCheckpoint | undefined =
      items?.length === list.length ? { items, outputs: this.savedOutputs ?? list.map(() => null) } : undefined;
    this.foreach ??= new ForeachRun(list, this.step.foreach?.max_parallelism ?? null, saved);
    this.record.items = this.foreach.items;
    this.record.status = 'running';
    return this.foreach;
  }
  /** Takes note of an attempt that began; true when it was not known before. */
  attemptStarted(attempt: number, at: string, item: number | null): boolean {
    const trail = this.trail(item);
    if (this.ended || attempt <= trail.attempts) return false;
    this.countAttempts(attempt, item);
    this.record.started_at ??= at;
    return true;
  }
  /** Counts the attempts up to this one. */
  countAttempts(attempt: number, item: number | null): void {
    const trail = this.trail(item);
    const more = Math.max(0, attempt - trail.attempts);
    trail.attempts += more;
    if (item !== null) this.record.attempts += more;
  }
  /** Takes note of a failed attempt that another one follows; true when it was not known before. */
  attemptFailed(failure: AttemptFailure, delay_seconds: number, item: number | null): boolean {
    const { attempt, type: error_type, message, completed_at: timestamp } = failure;
    const known = this.record.retries.some((retry) => retry.attempt === attempt && (retry.item ?? null) === item);
    if (known) return false;
    this.countAttempts(attempt, item);
    this.record.started_at ??= failure.started_at;
    this.record.retries.push({ ...of(item), attempt, error_type, message, delay_seconds, timestamp });
    return true;
  }
  /** What the step, or one item of it, waits for beside a function; null when nothing is known. */
  waitOf(item: number | null): StepWait | null {
    return (item === null ? this.record.waiting_for : this.itemWaits.get(item)) ?? null;
  }
  waitFor(wait: StepWait, item: number | null): void {
    this.record.waiting_for = wait;
    if (item !== null) this.itemWaits.set(item, wait);
  }
  /** Adds an attempt's own time, in ms. */
  took(execution_time_ms: number): void {
    this.record.execution_time_ms = (this.record.execution_time_ms ?? 0) + execution_time_ms;
  }
  completed(output: Json, at: string, execution_time_ms: number | null): void {
    this.endAs('completed', at, { output, execution_time_ms });
  }
  completedByFallback(output: Json, error: StepError, at: string): void {
    this.completed(output, at, null);
    Object.assign(this.record, { used_fallback: true, error });
  }
  /** The output comes from the record of another execution. */
  takenOver({ output, used_fallback, error }: RecordedStep, taken_from: string, at: string): void {
    this.completed(output, at, null);
    delete this.record.items;
    Object.assign(this.record, { used_fallback, error, taken_from });
  }
  failedWith(error: StepError, at: string): void {
    this.endAs('failed', at, { error });
  }
  skipped(reason: SkipReason, error: StepError | null, at: string): void {
    this.endAs('skipped', at, { skip_reason: reason, error });
  }
  cancelled(at: string): void {
    this.endAs('cancelled', at);
  }
  /** Before a retry by hand: the failed attempts become the last of `retries`, with a delay of 0. */
  keepFailedAttempts(): void {
    const { error, completed_at: timestamp, items } = this.record;
    const failed = items ? items.filter(({ status }) => status === 'failed') : [{ index: null, error }];
    for (const { index, error: last } of failed) {
      if (!last || last.attempt === 0) continue;
      const { attempt, type: error_type, message } = last;
      const retry = { attempt, error_type, message, delay_seconds: 0, timestamp: timestamp ?? '' };
      this.record.retries.push({ ...of(index), ...retry });
    }
  }
  /** Opens an ended step again. */
  reopen(): void {
    Object.assign(this.record, { status: 'pending', error: null, skip_reason: null, completed_at: null });
    this.extension_seconds = 0;
    delete this.record.waiting_for;
    this.itemWaits.clear();
    if (this.foreach) this.foreach.reopen();
    else reopenItems(this.record.items ?? []);
  }
  checkpoint(): StepCheckpoint {
    const { record, told, extension_seconds } = this;
    const outputs = this.foreach?.checkpoint().outputs ?? this.savedOutputs;
    const over = record.status === 'completed' || record.status === 'skipped';
    const items = over || !outputs ? {} : { outputs, waits: [...this.itemWaits] };
    return { record, told, extension_seconds, ...items };
  }
  /** Its end may be told by another clock than its start, and is not put before it. */
  private endAs(status: StepStatus, at: string, more: Partial<StepRecord> = {}): void {
    const { started_at } = this.record;
    const completed_at = started_at !== null && at < started_at ? started_at : at;
    Object.assign(this.record, { status, completed_at, ...more });
  }
  private trail(item: number | null): StepRecord | ItemRecord {
    return item === null ? this.record : (this.foreach?.item(item) ?? this.record);
  }
}
/** The item of a record, where there is one. */
const of = (item: number | null) => (item === null ? {} : { item });
