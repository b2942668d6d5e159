/** Whether a command was given before, by what the audit kept of it. */
import type { StoredEntry } from '../audit/audit-store.js';
import { entryOfCommand } from '../audit/command-entry.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import type { JsonObject } from '../contracts/json.js';
import { contentHash } from '../plan/content-hash.js';
import type { IdentifiedCommand } from './execution-workflows.js';

/** The status of the execution, as the command was answered with it. */
export function statusAfter({ details }: StoredEntry): ExecutionStatus {
  return (details as { status: ExecutionStatus }).status;
}
export function isSameCommand(stored: StoredEntry, command: IdentifiedCommand): boolean {
  const status = statusAfter(stored);
  const told = entryOfCommand(stored.execution_id ?? '', { id: command.id, command, status, at: '' });
  return contentHash(sayingOf(stored)) === contentHash(sayingOf(told));
}
const sayingOf = ({
  action,
  step_number,
  details,
}: Pick<StoredEntry, 'action' | 'step_number' | 'details'>): JsonObject => ({
  action,
  step_number,
  details,
});
