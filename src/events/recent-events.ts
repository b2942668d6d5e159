import { LRUCache } from 'lru-cache';
import type { ExecutionEvent } from '../contracts/events.js';

/** Executions whose newest events are kept, and how many of each. */
const KEPT = { executions: 500, events: 300 };

/** The newest events of the executions that something was heard of last, so that they need not be read. */
export class RecentEvents {
  private readonly byExecution = new LRUCache<string, ExecutionEvent[]>({ max: KEPT.executions });

  /** Events of one execution that follow one another. */
  remember(execution_id: string, events: readonly ExecutionEvent[]): void {
    const known = this.byExecution.get(execution_id) ?? [];
    const last = known.at(-1)?.seq ?? 0;
    const newer = events.filter(({ seq }) => seq > last);
    if (newer.length === 0) return;
    const continues = known.length === 0 || newer[0]?.seq === last + 1;
    this.byExecution.set(execution_id, [...(continues ? known : []), ...newer].slice(-KEPT.events));
  }
  /** first <= seq <= last; null unless all of them are known. */
  between(execution_id: string, first: number, last: number): ExecutionEvent[] | null {
    const known = this.byExecution.get(execution_id) ?? [];
    const found = known.filter(({ seq }) => seq >= first && seq <= last);
    return found.length === last - first + 1 ? found : null;
  }
}
