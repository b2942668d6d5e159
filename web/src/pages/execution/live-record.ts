/** Reads the record of an execution and keeps it in step with its events. */
import type { ExecutionSight } from '../../../../src/client/execution-calls.js';
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { Execution } from '../../../../src/contracts/execution.js';
import { isProblem } from '../../design/problem.js';
import { createStore } from '../../design/store.js';
import { applyEvents, type LiveExecution, liveExecution, withRecord } from './execution-reducer.js';

export interface RecordSource {
  /** The seq of the newest event. */
  lastSeq(): Promise<number>;
  record(): Promise<ExecutionSight>;
}
export type LiveState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  /** Not current: no worker answered, and what is shown was stored last. */
  | { kind: 'known'; live: LiveExecution; is_current: boolean };
/** Between two readings while the record has more to say than the events, in ms; of a large execution longer. */
const READ_AGAIN_MS = 1_000;
const READ_LARGE_AGAIN_MS = 10_000;
const LARGE = 1_000;
/** While no worker answers, in ms. */
const READ_STORED_AGAIN_MS = 5_000;
/** After nobody answered, or the platform was not whole. In ms. */
const OPEN_AGAIN_MS = 3_000;
const mayPass = (error: unknown): boolean => !isProblem(error) || error.status >= 500;

export class LiveRecord {
  readonly state = createStore<LiveState>({ kind: 'loading' });
  /** All events since `first_seq`, for the log. */
  readonly events: ExecutionEvent[] = [];
  first_seq = 0;
  /** Events since the record was asked for; null while it is not. */
  private since: ExecutionEvent[] | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(private readonly source: RecordSource) {}

  /** The events come first: the record is at least as new as what they are followed from. */
  async open(): Promise<void> {
    this.closed = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      this.first_seq = await this.source.lastSeq();
      const { execution, is_current } = await this.source.record();
      const live = liveExecution(execution, this.first_seq);
      if (!this.closed) this.state.set({ kind: 'known', live, is_current });
      this.readIfStale();
    } catch (error) {
      if (this.closed) return;
      this.state.set({ kind: 'failed', error });
      if (mayPass(error)) this.timer = setTimeout(() => void this.open(), OPEN_AGAIN_MS);
    }
  }
  /** Of the last event that is known, after which others follow. */
  get last_seq(): number {
    const now = this.state.get();
    return now.kind === 'known' ? now.live.last_seq : this.first_seq;
  }
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }
  take(events: ExecutionEvent[]): void {
    this.events.push(...events);
    this.since?.push(...events);
    this.change((live) => applyEvents(live, events));
    this.readIfStale();
  }
  /** After a command, whose effects come as events but perhaps not all. */
  async read(): Promise<void> {
    if (this.since !== null || this.closed) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.since = [];
    try {
      const { execution, is_current } = await this.source.record();
      const { since } = this;
      if (!this.closed) this.change((live) => withRecord(live, execution, since), is_current);
    } catch {
      // What is shown stays; the next event or command asks again, and the connection state tells.
    } finally {
      this.since = null;
    }
    this.readIfStale();
  }

  private readIfStale(): void {
    const { state } = this;
    const now = state.get();
    if (now.kind !== 'known' || this.timer !== undefined || this.closed) return;
    const { stale, execution } = now.live;
    if (now.is_current && !stale && !hasSilentSteps(execution)) return;
    const delay_ms = now.is_current ? pauseFor(execution) : READ_STORED_AGAIN_MS;
    this.timer = setTimeout(() => void this.read(), delay_ms);
  }
  private change(next: (live: LiveExecution) => LiveExecution, is_current?: boolean): void {
    const now = this.state.get();
    if (now.kind !== 'known') return;
    this.state.set({ kind: 'known', live: next(now.live), is_current: is_current ?? now.is_current });
  }
}
function pauseFor({ steps, completed_at }: Execution): number {
  return steps.length > LARGE && completed_at === null ? READ_LARGE_AGAIN_MS : READ_AGAIN_MS;
}
/** Items of a list end without an event of their own, and what a step begins to wait for has none. */
function hasSilentSteps({ completed_at, steps, status }: Execution): boolean {
  if (completed_at !== null || status !== 'running' || steps.length > LARGE) return false;
  return steps.some(({ status, items }) => status === 'running' && items !== undefined);
}
