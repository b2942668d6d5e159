/**
 * Audit entries as SQL. What is written while an execution runs follows its events as they are told, which may be told
 * otherwise later (Temporal gives up a workflow task and does it again). An entry never changes: where the log that is
 * stored differs from what was told, the log's own entry is added under the negative of its seq.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { ExecutionEvent } from '../contracts/events.js';
import { type AuditEntry, entryOfEvent } from './audit-entry.js';

const COLUMNS = sql`action, execution_id, seq, act, step_number, attempt, actor, source, details, timestamp`;

export function entriesOf(events: ExecutionEvent[]): AuditEntry[] {
  return events.map(entryOfEvent).filter((entry) => entry !== null);
}
/** Adds entries; those of events and of commands only once. Always in the same order, so that two processes never wait for each other. */
export function insertionOfEntries(entries: AuditEntry[]): SQL {
  return sql`
    INSERT INTO audit_entries (${COLUMNS})
    SELECT action, execution_id, seq, act, step_number, attempt, actor, source, details::json, timestamp
    FROM ${recordset(sql`${textOf(entries)}`)} AS told
    ORDER BY execution_id, seq, act
    ON CONFLICT DO NOTHING`;
}
/**
 * `statement`, an INSERT that stores the log of an execution or a part of it, together with the entries of its events and
 * of the commands given meanwhile: all or nothing. To be prepared once; takes `execution_id` and `auditedLog` beside its
 * own values. May be repeated.
 */
export function auditing(statement: SQL): SQL {
  return sql`WITH audited AS (
    INSERT INTO audit_entries (${COLUMNS})
    SELECT log.action, log.execution_id, CASE WHEN known.id IS NULL THEN log.seq ELSE -log.seq END,
      log.act, log.step_number, log.attempt, log.actor, log.source, log.details::json, log.timestamp
    FROM ${recordset(sql`${sql.placeholder('audited_log')}`)} AS log
    LEFT JOIN audit_entries AS known ON known.execution_id = ${sql.placeholder('execution_id')} AND known.seq = log.seq
    WHERE known.id IS NULL
      OR (known.action, known.step_number, known.attempt) IS DISTINCT FROM (log.action, log.step_number, log.attempt)
    ORDER BY log.seq, log.act
    ON CONFLICT DO NOTHING
  ) ${statement}`;
}
export function auditedLog(events: ExecutionEvent[], commands: AuditEntry[]) {
  return { audited_log: textOf([...entriesOf(events), ...commands]) };
}
/** Details go as text within the text, so that whatever JSON can say arrives as it was. */
function textOf(entries: AuditEntry[]): string {
  return JSON.stringify(entries.map((entry) => ({ ...entry, details: JSON.stringify(entry.details) })));
}
function recordset(text: SQL): SQL {
  return sql`(
      SELECT * FROM json_to_recordset(${text}::json) AS entry(
        action text, execution_id text, seq integer, act text, step_number integer, attempt integer,
        actor text, source text, details text, timestamp timestamptz))`;
}
