/**
 * The ordered log of one execution, or the part of it that this run of the workflow has. `seq` counts from 1 without gaps;
 * an event never changes after it was appended. What was appended since the last flush is handed to the publisher in one
 * batch.
 */
import type { EventBody, EventPage, ExecutionEvent } from '../src/contracts/events.js';

/** What a later run of the workflow begins with. */
export interface LogCheckpoint {
  /** The seq of the last event that is stored elsewhere. */
  stored: number;
  /** The events after it; they were published. */
  events: ExecutionEvent[];
}
export class EventLog {
  private events: ExecutionEvent[];
  private stored: number;
  private published: number;

  constructor(
    private readonly execution_id: string,
    private readonly publish: (events: ExecutionEvent[]) => void,
    from: LogCheckpoint = { stored: 0, events: [] },
  ) {
    this.stored = from.stored;
    this.events = [...from.events];
    this.published = this.events.length;
  }

  get last_seq(): number {
    return this.stored + this.events.length;
  }
  /** The next event, not yet on the log. `timestamp`: ISO 8601 UTC. */
  draft(body: EventBody, timestamp: string): ExecutionEvent {
    const { event, ...fields } = body;
    return { seq: this.last_seq + 1, event, execution_id: this.execution_id, timestamp, ...fields } as ExecutionEvent;
  }
  append(body: EventBody, timestamp: string): void {
    this.events.push(this.draft(body, timestamp));
  }
  flush(): void {
    if (this.published === this.events.length) return;
    this.publish(this.events.slice(this.published));
    this.published = this.events.length;
  }
  /** What this run has of the events after `seq`: those before them are stored. */
  after(seq: number): EventPage {
    return { items: this.events.slice(Math.max(0, seq - this.stored)), last_seq: this.last_seq };
  }
  /** All that this run has, with `last` as its end: what is stored before `last` may be seen. */
  endingWith(last: ExecutionEvent): ExecutionEvent[] {
    return [...this.events, last];
  }
  all(): ExecutionEvent[] {
    return [...this.events];
  }
  /** Lets go of the events up to `seq`, which were stored. */
  release(seq: number): void {
    const released = seq - this.stored;
    this.events = this.events.slice(released);
    this.published -= released;
    this.stored = seq;
  }
  checkpoint(): LogCheckpoint {
    return { stored: this.stored, events: this.all() };
  }
}
