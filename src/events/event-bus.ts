/**
 * Carries new events from workers to those who wait for them. A hint, not the truth: a batch may come twice or never,
 * so a subscriber goes by `seq` and reads the log where there is a gap.
 */
import type { ExecutionEvent } from '../contracts/events.js';

export type EventListener = (events: ExecutionEvent[]) => void;
export type Unsubscribe = () => void;

export interface EventBus {
  /** All events of one batch belong to one execution. */
  publish(events: ExecutionEvent[]): void;
  subscribe(execution_id: string, listener: EventListener): Unsubscribe;
  subscribeAll(listener: EventListener): Unsubscribe;
}

/** The bus within one process. Listeners must not throw; one that does is left out of no later batch. */
export class LocalEventBus implements EventBus {
  private readonly byExecution = new Map<string, Set<EventListener>>();
  private readonly ofAll = new Set<EventListener>();

  publish(events: ExecutionEvent[]): void {
    const execution_id = events[0]?.execution_id;
    if (execution_id === undefined) return;
    for (const listener of this.byExecution.get(execution_id) ?? []) listener(events);
    for (const listener of this.ofAll) listener(events);
  }
  subscribe(execution_id: string, listener: EventListener): Unsubscribe {
    const listeners = this.byExecution.get(execution_id) ?? new Set();
    this.byExecution.set(execution_id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.byExecution.delete(execution_id);
    };
  }
  subscribeAll(listener: EventListener): Unsubscribe {
    this.ofAll.add(listener);
    return () => void this.ofAll.delete(listener);
  }
}
