/** The statement that stores the record of an execution, over what is known of it, with its audit and its journal. */
import { getTableColumns, sql } from 'drizzle-orm';
import type { AuditEntry } from '../audit/audit-entry.js';
import { auditedLog, auditing } from '../audit/audit-log.js';
import { entryOfCommand, entryOfRerun, entryOfStart } from '../audit/command-entry.js';
import type { ExecutionRecord } from '../contracts/run.js';
import type { Database, StatementValues } from '../storage/database.js';
import { executions } from '../storage/schema.js';
import { insertionOf, valuesOf } from './execution-row.js';

type Column = keyof typeof executions.$inferInsert;
/** Said when the execution was started, and never changed. */
const SETTLED = new Set<Column>([
  ...(['execution_id', 'deliverable_type', 'version', 'user_id'] as const),
  ...(['rerun_of', 'created_at', 'request'] as const),
]);
const COLUMNS = Object.keys(getTableColumns(executions)) as Column[];

interface Saved {
  /** It had not closed before. */
  was_open: boolean;
}
/** Prepared once for each process: it stands at the end of every execution. */
export function recordStatement(database: Database): (values: StatementValues) => Promise<Saved[]> {
  const values = Object.fromEntries(COLUMNS.map((column) => [column, sql.placeholder(column)]));
  const changing = COLUMNS.filter((column) => !SETTLED.has(column));
  const set = Object.fromEntries(changing.map((column) => [column, sql.raw(`excluded.${column}`)]));
  const upsert = database.orm
    .insert(executions)
    .values(values as unknown as typeof executions.$inferInsert)
    .onConflictDoUpdate({ target: executions.execution_id, set });
  const [id, type, seq] = ['execution_id', 'deliverable_type', 'last_seq'].map((name) => sql.placeholder(name));
  const journaled = sql`journal_events(ARRAY[${id}]::text[], ARRAY[${seq}]::integer[], ARRAY[${type}]::text[])`;
  // What the statement reads is as it was before.
  const before = sql`SELECT completed_at IS NULL FROM ${executions} WHERE execution_id = ${id}`;
  const returned = sql`COALESCE((${before}), true) AS was_open, ${journaled}`;
  return database.prepare('save_execution', auditing(sql`${upsert.getSQL()} RETURNING ${returned}`));
}
export function recordValues(record: ExecutionRecord): StatementValues {
  const { request, run_id, state, events } = record;
  const last_seq = events.at(-1)?.seq ?? 0;
  return {
    ...insertionOf(request),
    ...valuesOf(state),
    run_id,
    events,
    last_seq,
    ...auditedLog(events, commandsOf(record)),
  };
}
/** What was done to the execution, who started it, and the rerun that it is of another. */
function commandsOf({ request, commands = [] }: ExecutionRecord): AuditEntry[] {
  const begun = [entryOfStart(request), entryOfRerun(request)].filter((entry) => entry !== null);
  return [...begun, ...commands.map((applied) => entryOfCommand(request.execution_id, applied))];
}
