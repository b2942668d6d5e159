/** The statement that stores the record of an execution, over what is known of it, and its audit with it. */
import { getTableColumns, sql } from 'drizzle-orm';
import { auditedLog, auditing } from '../audit/audit-log.js';
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

/** Prepared once for each process: it stands at the end of every execution. */
export function recordStatement(database: Database): (values: StatementValues) => Promise<void> {
  const values = Object.fromEntries(COLUMNS.map((column) => [column, sql.placeholder(column)]));
  const changing = COLUMNS.filter((column) => !SETTLED.has(column));
  const set = Object.fromEntries(changing.map((column) => [column, sql.raw(`excluded.${column}`)]));
  const upsert = database.orm
    .insert(executions)
    .values(values as unknown as typeof executions.$inferInsert)
    .onConflictDoUpdate({ target: executions.execution_id, set });
  return database.prepare('save_execution', auditing(upsert.getSQL()));
}
export function recordValues({ request, run_id, state, events }: ExecutionRecord): StatementValues {
  return { ...insertionOf(request), ...valuesOf(state), run_id, events, ...auditedLog(events) };
}
