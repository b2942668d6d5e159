/** The executions that run now, kept up to date by the events of all. */
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { ExecutionRow } from '../../../../src/contracts/execution.js';
import type { ShownStatus } from '../../design/status.js';

export interface LiveRow {
  execution_id: string;
  deliverable_type: string;
  version: number;
  status: ShownStatus;
  progress_percent: number;
  started_at: string;
  /** The step that began or ended last. */
  step_name: string | null;
  /** When it ended or came to a stop, in ms since the epoch by the reader's clock; null while it goes on. */
  stopped_at: number | null;
}
export type LiveRows = ReadonlyMap<string, LiveRow>;
/** So long a row stays after its end. */
export const FAREWELL_MS = 6_000;

/** The rows of the list are right about what runs, and those of the events about how far it is. */
export function withListed(rows: LiveRows, listed: readonly ExecutionRow[]): LiveRows {
  const ids = new Set(listed.map(({ execution_id }) => execution_id));
  const kept = [...rows.values()].filter(
    ({ execution_id, stopped_at }) => stopped_at !== null || ids.has(execution_id),
  );
  const next = new Map(kept.map((row) => [row.execution_id, row]));
  for (const row of listed) if (!next.has(row.execution_id)) next.set(row.execution_id, rowOf(row));
  return next;
}
function rowOf({ execution_id, deliverable_type, version, progress_percent, started_at, created_at }: ExecutionRow) {
  const begun = { execution_id, deliverable_type, version, progress_percent, started_at: started_at ?? created_at };
  return { ...begun, status: 'running', step_name: null, stopped_at: null } satisfies LiveRow;
}
export function withEvents(rows: LiveRows, events: readonly ExecutionEvent[], now: number): LiveRows {
  const next = new Map(rows);
  for (const event of events) {
    const changed = changedRow(next.get(event.execution_id), event, now);
    if (changed) next.set(event.execution_id, changed);
  }
  for (const { execution_id, stopped_at } of next.values())
    if (stopped_at !== null && now - stopped_at >= FAREWELL_MS) next.delete(execution_id);
  return next;
}
/** Null where the event changes nothing, or is of an execution whose beginning was not seen: the list will have it. */
function changedRow(row: LiveRow | undefined, event: ExecutionEvent, now: number): LiveRow | null {
  if (event.event === 'execution_started') {
    const { execution_id, deliverable_type, version, timestamp } = event;
    const begun = { execution_id, deliverable_type, version, started_at: timestamp };
    return { ...begun, status: 'running', progress_percent: 0, step_name: null, stopped_at: null };
  }
  if (!row) return null;
  switch (event.event) {
    case 'progress_update':
      return { ...row, progress_percent: event.progress_percent };
    case 'step_started':
      return { ...row, step_name: event.step_name, status: 'running', stopped_at: null };
    case 'execution_paused':
      return { ...row, status: 'paused' };
    case 'execution_resumed':
      return { ...row, status: 'running', stopped_at: null };
    case 'approval_required':
      return { ...row, status: 'awaiting_approval', stopped_at: now };
    case 'execution_completed':
      return { ...row, status: endStatus(event.status), progress_percent: 100, stopped_at: now };
    case 'execution_failed':
      return { ...row, status: event.dead_letter === null ? 'failed' : 'parked', stopped_at: now };
    case 'execution_cancelled':
      return { ...row, status: 'cancelled', stopped_at: now };
    default:
      return null;
  }
}
const endStatus = (status: string): ShownStatus => (status === 'rejected' ? 'rejected' : 'completed');
