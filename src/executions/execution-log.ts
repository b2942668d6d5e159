/**
 * The log of an execution, wherever its parts are: its end in the workflow while that is open and in the record after,
 * and before that what the workflow has let go of.
 */
import { Injectable } from '@nestjs/common';
import type { EventPage, ExecutionEvent } from '../contracts/events.js';
import type { EventSource } from '../events/event-source.js';
import { EventSegmentStore } from './event-segment-store.js';
import { ExecutionStore } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';
import { isSilentWorker } from './silent-worker.js';

@Injectable()
export class ExecutionLog implements EventSource {
  constructor(
    private readonly store: ExecutionStore,
    private readonly segments: EventSegmentStore,
    private readonly workflows: ExecutionWorkflows,
  ) {}

  async eventsAfter(execution_id: string, seq: number): Promise<EventPage | null> {
    const end = await this.endAfter(execution_id, seq);
    return end && this.segments.completed(execution_id, seq, end);
  }
  /** Of the end of the log, which no stored part holds, what comes after `seq`; null for an unknown execution. */
  private async endAfter(execution_id: string, seq: number): Promise<EventPage | null> {
    const archived = await this.store.archivedLog(execution_id);
    if (archived.kind === 'closed') return pageAfter(archived.events, seq);
    // Temporal may still know what was removed.
    if (archived.kind === 'unknown') return null;
    try {
      const live = await this.workflows.eventsAfter(execution_id, seq);
      return live ?? (await this.lastStored(execution_id, seq));
    } catch (error) {
      const stored = isSilentWorker(error) ? await this.storedAfter(execution_id, seq) : null;
      if (stored) return stored;
      throw error;
    }
  }
  /** Null where an execution has begun and nothing of it is stored. */
  private async storedAfter(execution_id: string, seq: number): Promise<EventPage | null> {
    const page = await this.lastStored(execution_id, seq);
    if (page.last_seq > 0) return page;
    return (await this.workflows.isUnbegun(execution_id)) ? page : null;
  }
  /** What was stored last of an execution that is open and whose workflow does not answer. */
  async lastStored(execution_id: string, seq = 0): Promise<EventPage> {
    const events = await this.store.lastLog(execution_id);
    const before = await this.segments.lastSeq(execution_id);
    const { items, last_seq } = pageAfter(events, Math.max(seq, before));
    return { items, last_seq: Math.max(last_seq, before) };
  }
}
function pageAfter(events: ExecutionEvent[], seq: number): EventPage {
  const first = events[0]?.seq ?? 1;
  return { items: events.slice(Math.max(0, seq - first + 1)), last_seq: events.at(-1)?.seq ?? 0 };
}
