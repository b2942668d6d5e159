/** Executions in PostgreSQL: a row before the workflow starts, the whole record when it parks or closes. */
import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { ExecutionEvent } from '../contracts/events.js';
import type { ExecutionRequest, ExecutionRow, ExecutionState, ExecutionStatus } from '../contracts/execution.js';
import type { ExecutionRecord } from '../contracts/run.js';
import { Database } from '../storage/database.js';
import { afterCursor, type Page, pageOf, type PageRequest } from '../storage/page.js';
import { eventSegments, executions, idempotencyKeys } from '../storage/schema.js';
import { insertionOf, ROW_COLUMNS, rowOf } from './execution-row.js';
import { recordStatement, recordValues } from './record-statement.js';

export interface IdempotencyKey {
  key: string;
  request_hash: string;
}
export interface ExecutionFilter {
  deliverable_type?: string | undefined;
  status?: ExecutionStatus | undefined;
  user_id?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
}
export interface StoredExecution {
  request: ExecutionRequest;
  run_id: string | null;
  status: ExecutionStatus;
  /** Null until the execution parked or closed for the first time. */
  state: ExecutionState | null;
  closed: boolean;
}
/** What the latest events say of an execution that has not closed; null is what they do not say. */
export interface LiveFigures {
  execution_id: string;
  status: ExecutionStatus | null;
  progress_percent: number | null;
  started_at: string | null;
}
export type ArchivedLog = { kind: 'closed'; events: ExecutionEvent[] } | { kind: 'open' } | { kind: 'unknown' };
export type InsertResult = { kind: 'created' } | { kind: 'exists'; execution_id: string; same_request: boolean };

const CLOSED_IN_MEMORY = 100;
/** Far shorter than the shortest time after which another process may remove one. */
const REMEMBERED_FOR_MS = 24 * 3_600_000;
@Injectable()
export class ExecutionStore {
  private readonly selectOne;
  private readonly saveRecord;
  /** The latest closed executions: a closed one never changes, and it is mostly read right after its end. */
  private readonly closed = new LRUCache<string, { stored: StoredExecution; events: ExecutionEvent[] }>({
    max: CLOSED_IN_MEMORY,
    ttl: REMEMBERED_FOR_MS,
  });

  constructor(private readonly database: Database) {
    const { orm } = database;
    this.saveRecord = recordStatement(database);
    this.selectOne = orm
      .select({
        request: executions.request,
        run_id: executions.run_id,
        status: executions.status,
        state: executions.state,
        completed_at: executions.completed_at,
      })
      .from(executions)
      .where(eq(executions.execution_id, sql.placeholder('execution_id')))
      .prepare('select_execution');
  }

  /** Writes the row of an execution that is about to start. With an idempotency key, only the first one does. */
  async insert(request: ExecutionRequest, idempotency: IdempotencyKey | null): Promise<InsertResult> {
    if (idempotency === null) {
      await this.database.orm.insert(executions).values(insertionOf(request));
      return { kind: 'created' };
    }
    return this.database.orm.transaction(async (tx): Promise<InsertResult> => {
      const { deliverable_type, execution_id } = request;
      const row = { ...idempotency, deliverable_type, execution_id, created_at: new Date() };
      const [added] = await tx.insert(idempotencyKeys).values(row).onConflictDoNothing().returning();
      if (added) {
        await tx.insert(executions).values(insertionOf(request));
        return { kind: 'created' };
      }
      const known = and(
        eq(idempotencyKeys.deliverable_type, deliverable_type),
        eq(idempotencyKeys.key, idempotency.key),
      );
      const [first] = await tx.select().from(idempotencyKeys).where(known);
      if (!first) throw new Error('An idempotency key vanished while it was read');
      return {
        kind: 'exists',
        execution_id: first.execution_id,
        same_request: first.request_hash === idempotency.request_hash,
      };
    });
  }
  /** Writes the row of an execution once; returns the request of the row that is there. */
  async insertOnce(request: ExecutionRequest): Promise<ExecutionRequest> {
    const [added] = await this.database.orm
      .insert(executions)
      .values(insertionOf(request))
      .onConflictDoNothing()
      .returning({ request: executions.request });
    return added?.request ?? (await this.find(request.execution_id))?.request ?? request;
  }
  /** Takes back the row of an execution whose workflow could not be started. */
  async remove(execution_id: string): Promise<void> {
    await this.database.orm.transaction(async (tx) => {
      await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.execution_id, execution_id));
      const unbegun = and(eq(executions.execution_id, execution_id), eq(executions.status, 'pending'));
      const { rowCount } = await tx.delete(executions).where(unbegun);
      if (rowCount) await tx.delete(eventSegments).where(eq(eventSegments.execution_id, execution_id));
    });
  }
  /**
   * Stores what the interpreter knows, and audits its log with it. Idempotent, and right even when the row was lost.
   * Resolves to whether the execution closed by it: false for one that is open, and when its end was stored before.
   */
  async save(record: ExecutionRecord): Promise<boolean> {
    const { request, run_id, state, events } = record;
    const [saved] = await this.saveRecord(recordValues(record));
    if (state.completed_at === null) return false;
    const stored = { request, run_id, status: state.status, state, closed: true };
    this.closed.set(request.execution_id, { stored, events });
    return saved?.was_open === true;
  }
  async find(execution_id: string): Promise<StoredExecution | null> {
    const known = this.closed.get(execution_id);
    if (known) return known.stored;
    const [row] = await this.selectOne.execute({ execution_id });
    if (!row) return null;
    const { completed_at, ...stored } = row;
    return { ...stored, closed: completed_at !== null };
  }
  /** The log of a closed execution, or the end of it where its older parts are stored apart. */
  async archivedLog(execution_id: string): Promise<ArchivedLog> {
    const known = this.closed.get(execution_id);
    if (known) return { kind: 'closed', events: known.events };
    const { completed_at, events } = executions;
    const [row] = await this.database.orm
      .select({ events: sql<ExecutionEvent[] | null>`CASE WHEN ${completed_at} IS NOT NULL THEN ${events} END` })
      .from(executions)
      .where(eq(executions.execution_id, execution_id));
    if (!row) return { kind: 'unknown' };
    return row.events === null ? { kind: 'open' } : { kind: 'closed', events: row.events };
  }
  /** The log of an execution that may be open: as it was when it parked or waited last; [] when it never did. */
  async lastLog(execution_id: string): Promise<ExecutionEvent[]> {
    const [row] = await this.database.orm
      .select({ events: executions.events })
      .from(executions)
      .where(eq(executions.execution_id, execution_id));
    return row?.events ?? [];
  }
  async list(filter: ExecutionFilter, request: PageRequest): Promise<Page<ExecutionRow>> {
    const rows = await this.database.orm
      .select(ROW_COLUMNS)
      .from(executions)
      .where(
        and(
          filter.deliverable_type === undefined ? undefined : eq(executions.deliverable_type, filter.deliverable_type),
          filter.status === undefined ? undefined : eq(executions.status, filter.status),
          filter.user_id === undefined ? undefined : eq(executions.user_id, filter.user_id),
          filter.since && gte(executions.created_at, filter.since),
          filter.until && lt(executions.created_at, filter.until),
          afterCursor(request, executions.created_at, executions.execution_id),
        ),
      )
      .orderBy(desc(executions.created_at), asc(executions.execution_id))
      .limit(request.limit + 1);
    const { items, next_cursor } = pageOf(rows, request, (row) => [row.created_at, row.execution_id]);
    return { items: items.map(rowOf), next_cursor };
  }
  /** Follows running executions, in one statement for all of them; parked, waiting and closed ones are left alone. */
  async follow(figures: LiveFigures[]): Promise<void> {
    if (figures.length === 0) return;
    const live = JSON.stringify(figures);
    await this.database.orm.execute(sql`
      UPDATE executions SET
        status = COALESCE(live.status, CASE executions.status WHEN 'pending' THEN 'running' ELSE executions.status END),
        progress_percent = COALESCE(live.progress_percent, executions.progress_percent),
        started_at = COALESCE(executions.started_at, live.started_at)
      FROM json_to_recordset(${live}::json) AS live(execution_id text, status text, progress_percent real, started_at timestamptz)
      WHERE executions.execution_id = live.execution_id AND executions.completed_at IS NULL
        AND executions.status IN ('pending', 'running', 'paused')`);
  }
  /** Open executions, oldest first, for the reconciler. */
  async open(after: string, limit: number): Promise<{ request: ExecutionRequest; status: ExecutionStatus }[]> {
    return this.database.orm
      .select({ request: executions.request, status: executions.status })
      .from(executions)
      .where(and(isNull(executions.completed_at), sql`${executions.execution_id} > ${after}`))
      .orderBy(asc(executions.execution_id))
      .limit(limit);
  }
}
