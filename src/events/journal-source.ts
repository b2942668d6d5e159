/** The log of all executions: the order is the journal's, the events are those of the executions' own logs. */
import { Logger } from '@nestjs/common';
import type { ExecutionEvent } from '../contracts/events.js';
import { dependencyFailure } from '../http/dependency-failure.js';
import { Problem } from '../http/problem.js';
import type { EventSource } from './event-source.js';
import { Frame } from './frame.js';
import type { JournalRow, JournalStore } from './journal-store.js';
import type { FrameFilter, LogPage, LogSource } from './log-source.js';
import type { RecentEvents } from './recent-events.js';

/** Rows read at once. */
const PAGE = 200;
/** Logs read at once. */
const READS = 8;

export class JournalSource implements LogSource {
  private readonly logger = new Logger('stream');

  constructor(
    private readonly journal: JournalStore,
    private readonly logs: EventSource,
    private readonly recent: RecentEvents,
  ) {}

  async after(position: number, { deliverable_type }: FrameFilter): Promise<LogPage> {
    const rows = await this.journal.after(position, deliverable_type, PAGE);
    const frames = (await this.eventsOf(rows)).flatMap((events, index) => framesOf(rows[index] as JournalRow, events));
    const through = rows.at(-1)?.last_position ?? position;
    return { frames: frames.filter((frame) => frame.position > position), through, isFull: rows.length === PAGE };
  }
  /** For each row its events, in the order of the rows. */
  private async eventsOf(rows: JournalRow[]): Promise<ExecutionEvent[][]> {
    const found: ExecutionEvent[][] = [];
    for (let from = 0; from < rows.length; from += READS) {
      found.push(...(await Promise.all(rows.slice(from, from + READS).map((row) => this.eventsOfRow(row)))));
    }
    return found;
  }
  private async eventsOfRow({ execution_id, first_seq, last_seq }: JournalRow): Promise<ExecutionEvent[]> {
    const recent = this.recent.between(execution_id, first_seq, last_seq);
    if (recent) return recent;
    const page = await this.logs.eventsAfter(execution_id, first_seq - 1).catch((error: unknown) => {
      // One execution that can never be read must not stop the stream of all.
      if (error instanceof Problem || dependencyFailure(error) !== null) throw error;
      this.logger.warn(`The log of ${execution_id} cannot be read: ${String(error)}`);
      return null;
    });
    return (page?.items ?? []).filter(({ seq }) => seq <= last_seq);
  }
}
function framesOf({ last_position, last_seq, deliverable_type }: JournalRow, events: ExecutionEvent[]): Frame[] {
  return events.map((event) => {
    const position = last_position - (last_seq - event.seq);
    return new Frame(position, { ...event, cursor: String(position) }, deliverable_type);
  });
}
