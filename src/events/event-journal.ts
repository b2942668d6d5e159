/**
 * Enters what this process publishes into the journal of all executions, in batches, and tells other processes of it. The
 * record of an execution enters its own events, so the journal has them all in the end whatever is lost here.
 */
import { type ExecutionEvent, followsRecord } from '../contracts/events.js';
import type { EventBus, Unsubscribe } from './event-bus.js';
import type { JournalStore } from './journal-store.js';
import { newsOf, textsOf } from './news-text.js';

/** How long events are gathered, in ms: while somebody listens, and while nobody does. */
const GATHER_MS = { heard: 3, unheard: 1_000 };
const RETRY_MS = 1_000;

export interface JournalOptions {
  process_id: string;
  bus: EventBus;
  store: JournalStore;
  /** Other processes listen. */
  isHeard(): boolean;
  /** Somebody here follows all executions. */
  isFollowed(): boolean;
  /** Something was entered. */
  onEntered(): void;
}
export class EventJournal {
  private known = new Map<string, number>();
  private untold: ExecutionEvent[] = [];
  private timer: NodeJS.Timeout | null = null;
  private entering: Promise<void> | null = null;
  private readonly unsubscribe: Unsubscribe;

  constructor(private readonly options: JournalOptions) {
    this.unsubscribe = options.bus.subscribeAll((events) => this.hear(events));
  }
  /** Enters what is left. */
  async stop(): Promise<void> {
    this.unsubscribe();
    await this.entering;
    await this.enter();
    if (this.timer) clearTimeout(this.timer);
  }

  private hear(events: ExecutionEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const { isHeard, isFollowed } = this.options;
    if (isHeard()) this.untold.push(...events);
    // Those were entered with the record; so where nobody listens, a short execution costs nothing here.
    if (!isHeard() && !isFollowed() && events.some(followsRecord)) this.known.delete(last.execution_id);
    else this.note(last.execution_id, last.seq);
    this.enterLater();
  }
  private note(execution_id: string, seq: number): void {
    this.known.set(execution_id, Math.max(seq, this.known.get(execution_id) ?? 0));
  }
  private enterLater(wait_ms = this.gathering_ms): void {
    if (this.known.size === 0 || this.timer !== null || this.entering !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.entering = this.enter().finally(() => (this.entering = null));
    }, wait_ms);
  }
  private get gathering_ms(): number {
    return this.options.isHeard() || this.options.isFollowed() ? GATHER_MS.heard : GATHER_MS.unheard;
  }
  private async enter(): Promise<void> {
    const { known, untold } = this;
    [this.known, this.untold] = [new Map(), []];
    if (known.size === 0) return;
    const { store, process_id, onEntered } = this.options;
    const failed = await store.enter(known, textsOf(process_id, newsOf(untold))).then(
      () => false,
      () => true,
    );
    // What could not be told now is found by those who read the log.
    if (failed) for (const [execution_id, seq] of known) this.note(execution_id, seq);
    else onEntered();
    setImmediate(() => this.enterLater(failed ? RETRY_MS : this.gathering_ms));
  }
}
