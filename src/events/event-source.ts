import type { EventPage } from '../contracts/events.js';

/** Where the log of an execution is read: the workflow while it is open, the archive after. */
export interface EventSource {
  /** The events after `seq` as far as they are known; null for an execution that nobody knows. */
  eventsAfter(execution_id: string, seq: number): Promise<EventPage | null>;
}
export const EVENT_SOURCE = Symbol('EventSource');
export const EVENT_BUS = Symbol('EventBus');
