/**
 * Carries news of executions from workers to those who wait for them. A hint, not the truth: news may come twice or
 * never, so a subscriber goes by `seq` and reads the log where there is a gap.
 */
import type { ExecutionEvent } from '../contracts/events.js';

/** The events of one execution up to `last_seq`, as far as they came along; what is missing is in the log. */
export interface ExecutionNews {
  execution_id: string;
  last_seq: number;
  events: ExecutionEvent[];
}
export type EventListener = (events: ExecutionEvent[]) => void;
export type NewsListener = (news: ExecutionNews) => void;
export type Unsubscribe = () => void;

export interface EventBus {
  /** What a worker of this process has to tell: all events of one batch belong to one execution. */
  publish(events: ExecutionEvent[]): void;
  /** What another process has told. */
  relay(news: ExecutionNews): void;
  /** News of one execution, whoever tells them. */
  subscribe(execution_id: string, listener: NewsListener): Unsubscribe;
  /** News of all executions, whoever tells them. */
  onNews(listener: NewsListener): Unsubscribe;
  /** The events that this process publishes. */
  subscribeAll(listener: EventListener): Unsubscribe;
}

/** The bus within one process. Listeners must not throw; one that does is left out of no later batch. */
export class LocalEventBus implements EventBus {
  private readonly byExecution = new Map<string, Set<NewsListener>>();
  private readonly ofAll = new Set<EventListener>();
  private readonly ofNews = new Set<NewsListener>();
  private readonly ofFollowers = new Set<() => void>();

  /** Somebody waits for news of some execution. */
  get isFollowed(): boolean {
    return this.byExecution.size > 0;
  }

  publish(events: ExecutionEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.relay({ execution_id: last.execution_id, last_seq: last.seq, events });
    for (const listener of this.ofAll) listener(events);
  }
  relay(news: ExecutionNews): void {
    for (const listener of this.byExecution.get(news.execution_id) ?? []) listener(news);
    for (const listener of this.ofNews) listener(news);
  }
  /** Calls back with all news, whoever tells them. */
  onNews(listener: NewsListener): Unsubscribe {
    this.ofNews.add(listener);
    return () => void this.ofNews.delete(listener);
  }
  /** Calls back whenever somebody begins to wait for news. */
  onFollowed(listener: () => void): Unsubscribe {
    this.ofFollowers.add(listener);
    return () => void this.ofFollowers.delete(listener);
  }
  subscribe(execution_id: string, listener: NewsListener): Unsubscribe {
    const listeners = this.byExecution.get(execution_id) ?? new Set();
    this.byExecution.set(execution_id, listeners.add(listener));
    for (const told of this.ofFollowers) told();
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
