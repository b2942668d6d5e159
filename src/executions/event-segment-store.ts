/**
 * The parts of logs that their workflows have let go of, in PostgreSQL. A part may come again, also with another end, when
 * Temporal has a workflow task done again. So nothing is replaced by something shorter, and of an event that is stored
 * twice the later one is right.
 */
import { and, asc, eq, gt, lte, max, sql } from 'drizzle-orm';
import type { AuditEntry } from '../audit/audit-entry.js';
import { auditing, auditedLog, insertionOfEntries } from '../audit/audit-log.js';
import { entryOfCommand } from '../audit/command-entry.js';
import type { AppliedCommand } from '../contracts/commands.js';
import type { EventPage, ExecutionEvent } from '../contracts/events.js';
import type { Database, StatementValues } from '../storage/database.js';
import { eventSegments } from '../storage/schema.js';

const { execution_id: id, first_seq, last_seq, stored_at, events: stored } = eventSegments;

export class EventSegmentStore {
  private readonly saveSegment: (values: StatementValues) => Promise<unknown>;

  constructor(private readonly database: Database) {
    this.saveSegment = segmentStatement(database);
  }
  /** Stores a part of a log and audits it, with the commands that were applied meanwhile. May be repeated. */
  async save(execution_id: string, events: ExecutionEvent[], commands: AppliedCommand[] = []): Promise<void> {
    const entries = commands.map((applied) => entryOfCommand(execution_id, applied));
    const first = events[0]?.seq;
    const last = events.at(-1)?.seq;
    if (first === undefined || last === undefined) return this.audit(entries);
    const values = { execution_id, first_seq: first, last_seq: last, events };
    await this.saveSegment({ ...values, ...auditedLog(events, entries) });
  }
  private async audit(entries: AuditEntry[]): Promise<void> {
    if (entries.length > 0) await this.database.orm.execute(insertionOfEntries(entries));
  }
  /** The page with what is missing in front of it: the events after `seq`, however early. */
  async completed(execution_id: string, seq: number, page: EventPage): Promise<EventPage> {
    const until = (page.items[0]?.seq ?? page.last_seq + 1) - 1;
    if (seq >= until) return page;
    const { last_seq, items } = page;
    return { items: [...(await this.between(execution_id, seq, until)), ...items], last_seq };
  }
  /** 0 where no part is stored. */
  async lastSeq(execution_id: string): Promise<number> {
    const [row] = await this.database.orm
      .select({ seq: max(last_seq) })
      .from(eventSegments)
      .where(eq(id, execution_id));
    return row?.seq ?? 0;
  }
  /** after < seq <= until, in order and each once, also where parts overlap. */
  private async between(execution_id: string, after: number, until: number): Promise<ExecutionEvent[]> {
    const parts = await this.database.orm
      .select({ events: stored })
      .from(eventSegments)
      .where(and(eq(id, execution_id), gt(last_seq, after), lte(first_seq, until)))
      .orderBy(asc(stored_at));
    const bySeq = new Map(parts.flatMap(({ events }) => events).map((event) => [event.seq, event]));
    const wanted = [...bySeq.values()].filter(({ seq }) => seq > after && seq <= until);
    return wanted.sort((one, other) => one.seq - other.seq);
  }
}
function segmentStatement(database: Database): (values: StatementValues) => Promise<unknown> {
  const [execution_id, first, last] = ['execution_id', 'first_seq', 'last_seq'].map((name) => sql.placeholder(name));
  const values = { execution_id, first_seq: first, last_seq: last, events: sql.placeholder('events') };
  const upsert = database.orm
    .insert(eventSegments)
    .values(values as unknown as typeof eventSegments.$inferInsert)
    .onConflictDoUpdate({
      target: [id, first_seq, last_seq],
      set: { events: sql.raw('excluded.events'), stored_at: sql`clock_timestamp()` },
    });
  return database.prepare('save_segment', auditing(upsert.getSQL()));
}
