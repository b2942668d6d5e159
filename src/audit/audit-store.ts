/** The audit in PostgreSQL: entries are added and read, never changed. */
import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, gt, gte, lt, or, type SQL } from 'drizzle-orm';
import { Database } from '../storage/database.js';
import { type Page, pageOf, type PageRequest } from '../storage/page.js';
import { auditEntries } from '../storage/schema.js';
import type { AuditEntry } from './audit-entry.js';
import { insertionOfEntries } from './audit-log.js';

export interface AuditFilter {
  execution_id?: string | undefined;
  action?: string | undefined;
  since?: Date | undefined;
}
export type StoredEntry = typeof auditEntries.$inferSelect;
type Position = Pick<StoredEntry, 'timestamp' | 'id'>;

/** Entries that are read at once, of those that an export sends. */
const BATCH = 500;
const { timestamp, id } = auditEntries;

@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  async append(entries: AuditEntry[]): Promise<void> {
    if (entries.length > 0) await this.database.orm.execute(insertionOfEntries(entries));
  }
  /** The entry of the one command of that name; null while there is none. */
  async ofAct(execution_id: string, act: string): Promise<StoredEntry | null> {
    const known = and(eq(auditEntries.execution_id, execution_id), eq(auditEntries.act, act));
    const [entry] = await this.database.orm.select().from(auditEntries).where(known);
    return entry ?? null;
  }
  /** Newest first. */
  async list(filter: AuditFilter, request: PageRequest): Promise<Page<StoredEntry>> {
    const { limit, after } = request;
    const older = after && before({ timestamp: after.at, id: Number(after.id) });
    const rows = await this.select(filter, older)
      .orderBy(desc(timestamp), desc(id))
      .limit(limit + 1);
    return pageOf(rows, request, (row) => [row.timestamp, String(row.id)]);
  }
  /** All of them, oldest first, in batches. */
  async *batches(filter: AuditFilter): AsyncGenerator<StoredEntry[]> {
    for (let last: Position | undefined; ;) {
      const rows = await this.select(filter, last && following(last))
        .orderBy(asc(timestamp), asc(id))
        .limit(BATCH);
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) return;
      last = rows.at(-1);
    }
  }
  private select({ execution_id, action, since }: AuditFilter, place: SQL | undefined) {
    return this.database.orm
      .select()
      .from(auditEntries)
      .where(
        and(
          execution_id === undefined ? undefined : eq(auditEntries.execution_id, execution_id),
          action === undefined ? undefined : eq(auditEntries.action, action),
          since && gte(timestamp, since),
          place,
        ),
      );
  }
}
const before = (last: Position) =>
  or(lt(timestamp, last.timestamp), and(eq(timestamp, last.timestamp), lt(id, last.id)));
const following = (last: Position) =>
  or(gt(timestamp, last.timestamp), and(eq(timestamp, last.timestamp), gt(id, last.id)));
