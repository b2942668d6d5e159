/**
 * The ordered log of one execution. `seq` counts from 1 without gaps; an event never changes after it was appended.
 * What was appended since the last flush is handed to the publisher in one batch.
 */
import type { EventBody, EventPage, ExecutionEvent } from '../src/contracts/events.js';

export class EventLog {
  private readonly events: ExecutionEvent[] = [];
  private published = 0;

  constructor(
    private readonly execution_id: string,
    private readonly publish: (events: ExecutionEvent[]) => void,
  ) {}

  /** The next event, not yet on the log. `timestamp`: ISO 8601 UTC. */
  draft(body: EventBody, timestamp: string): ExecutionEvent {
    const { event, ...fields } = body;
    return {
      seq: this.events.length + 1,
      event,
      execution_id: this.execution_id,
      timestamp,
      ...fields,
    } as ExecutionEvent;
  }
  append(body: EventBody, timestamp: string): void {
    this.events.push(this.draft(body, timestamp));
  }
  flush(): void {
    if (this.published === this.events.length) return;
    this.publish(this.events.slice(this.published));
    this.published = this.events.length;
  }
  after(seq: number): EventPage {
    return { items: this.events.slice(Math.max(0, seq)), last_seq: this.events.length };
  }
  /** The whole log with `last` as its end: what is stored before `last` may be seen. */
  endingWith(last: ExecutionEvent): ExecutionEvent[] {
    return [...this.events, last];
  }
}
