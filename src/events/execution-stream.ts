/**
 * The log of one execution as it grows: in order, without gap or repeat, from any seq, to its final event.
 * Both transports read it.
 *
 * What the bus brings is taken only where it continues the log; where it does not, the log itself is read.
 */
import { isFinalEvent, type ExecutionEvent } from '../contracts/events.js';
import type { EventBus, Unsubscribe } from './event-bus.js';
import type { EventSource } from './event-source.js';

/** A client that has this many events waiting for it is too slow and is let go. */
export const MAX_BACKLOG = 1_000;
/** After so long without an event the log is read again, in case the hint was lost. In ms. */
const RECHECK_AFTER_MS = 15_000;

export class SlowConsumer extends Error {}

export interface StreamOptions {
  execution_id: string;
  /** The last seq that the client has; 0 for all. */
  after: number;
  bus: EventBus;
  source: EventSource;
}
export class ExecutionStream {
  private readonly pending: ExecutionEvent[] = [];
  private readonly unsubscribe: Unsubscribe;
  private last: number;
  private stale = true;
  private overrun = false;
  private closed = false;
  private wake: () => void = () => undefined;

  constructor(private readonly options: StreamOptions) {
    this.last = options.after;
    this.unsubscribe = options.bus.subscribe(options.execution_id, (events) => this.hear(events));
  }
  close(): void {
    this.closed = true;
    this.unsubscribe();
    this.wake();
  }
  /** Batches in order; ends after the final event or `close`. @throws SlowConsumer when the reader fell behind */
  async *batches(): AsyncGenerator<ExecutionEvent[]> {
    try {
      while (!this.closed) {
        const batch = await this.next();
        if (batch.length > 0) yield batch;
        if (batch.some(isFinalEvent)) return;
        if (batch.length === 0 && !this.stale) await this.change();
      }
    } finally {
      this.close();
    }
  }

  private hear(events: ExecutionEvent[]): void {
    const known = this.pending.at(-1)?.seq ?? this.last;
    const added = events.filter((event) => event.seq > known);
    if (added.length === 0) return;
    if (added[0]?.seq === known + 1) this.pending.push(...added);
    else this.stale = true;
    if (this.pending.length > MAX_BACKLOG) this.overrun = true;
    this.wake();
  }
  private async next(): Promise<ExecutionEvent[]> {
    if (this.overrun) throw new SlowConsumer();
    const batch = this.stale ? await this.read() : this.pending.splice(0);
    this.last = batch.at(-1)?.seq ?? this.last;
    return batch;
  }
  /** Everything after the last event given out, and with it all that the bus brought meanwhile. */
  private async read(): Promise<ExecutionEvent[]> {
    this.stale = false;
    const page = await this.options.source.eventsAfter(this.options.execution_id, this.last);
    const items = page?.items ?? [];
    const end = items.at(-1)?.seq ?? this.last;
    if (page && items.length === 0 && (await this.hasEnded(page.last_seq))) this.close();
    const newer = this.pending.splice(0).filter((event) => event.seq > end);
    if (newer.length === 0) return items;
    if (newer[0]?.seq === end + 1) return [...items, ...newer];
    this.stale = true;
    return items;
  }
  /** A client that has the final event already gets no other: the log has to be looked at. */
  private async hasEnded(last_seq: number): Promise<boolean> {
    if (last_seq === 0) return false;
    const page = await this.options.source.eventsAfter(this.options.execution_id, last_seq - 1);
    const last = page?.items.find(({ seq }) => seq === last_seq);
    return last !== undefined && isFinalEvent(last);
  }
  private change(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.stale = true;
        resolve();
      }, RECHECK_AFTER_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.pending.length > 0 || this.stale || this.closed || this.overrun) this.wake();
    });
  }
}
