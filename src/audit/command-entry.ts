/** What a person did to an execution, as the audit keeps it: the command as it was given, and what came of it. */
import type { AppliedCommand } from '../contracts/commands.js';
import type { ExecutionRequest } from '../contracts/execution.js';
import type { JsonObject } from '../contracts/json.js';
import type { AuditEntry } from './audit-entry.js';

/** Of a signal that was sent by Temporal's own means. */
const PLAIN_SIGNAL = 'temporal';

/** `details` has the fields of the command, and as `status` that of the execution after it. */
export function entryOfCommand(execution_id: string, { id, command, status, at }: AppliedCommand): AuditEntry {
  const { kind, actor, source = PLAIN_SIGNAL, id: _, ...fields } = command;
  const { step_number = null, ...given } = fields as JsonObject & { step_number?: number };
  const about = { execution_id, seq: null, act: id, step_number, attempt: null };
  return { action: `command_${kind}`, ...about, actor, source, details: { ...given, status }, timestamp: at };
}
/** Who started an execution; null where nobody said who they are, and for one that is run again or for a step. */
export function entryOfStart({
  execution_id,
  start,
  deliverable_type,
  version,
  user_id,
  created_at,
}: ExecutionRequest): AuditEntry | null {
  if (!start) return null;
  const about = { execution_id, seq: null, act: 'execute', step_number: null, attempt: null };
  const details = { deliverable_type, version, user_id };
  return { action: 'command_execute', ...about, ...start, details, timestamp: created_at };
}
/** On the execution that is run again; null for a request that is no rerun. */
export function entryOfRerun({
  execution_id,
  rerun_of,
  rerun,
  version,
  created_at,
}: ExecutionRequest): AuditEntry | null {
  if (!rerun || rerun_of === null) return null;
  const { from_step, actor, source } = rerun;
  const about = { execution_id: rerun_of, seq: null, act: `rerun ${execution_id}`, step_number: from_step };
  const details = { execution_id, version, from_step };
  return { action: 'command_rerun', ...about, attempt: null, actor, source, details, timestamp: created_at };
}
