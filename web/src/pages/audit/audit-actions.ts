/** The names that an entry's action can have, to choose from. */
import type { CommandKind } from '../../../../src/contracts/commands.js';
import type { EventName } from '../../../../src/contracts/events.js';

type AuditedEvent = Exclude<EventName, 'step_progress' | 'progress_update'>;
const EVENTS: Record<AuditedEvent, true> = {
  execution_started: true,
  step_started: true,
  step_retrying: true,
  step_completed: true,
  step_failed: true,
  step_skipped: true,
  step_timeout: true,
  execution_paused: true,
  execution_resumed: true,
  approval_required: true,
  approval_decided: true,
  execution_completed: true,
  execution_failed: true,
  execution_cancelled: true,
};
const COMMANDS: Record<CommandKind | 'execute' | 'rerun', true> = {
  cancel: true,
  pause: true,
  resume: true,
  retry: true,
  skip: true,
  complete: true,
  extend_timeout: true,
  signal: true,
  approve: true,
  reject: true,
  extend_approval: true,
  execute: true,
  rerun: true,
};
/** Neither a command nor an event of an execution. */
const OTHERS = [
  ...['workflow_published', 'workflow_updated', 'workflow_rolled_back', 'workflow_deprecated'],
  ...['request_refused', 'execution_removed', 'audit_entries_removed'],
];
export const AUDIT_ACTIONS: readonly string[] = [
  ...Object.keys(COMMANDS).map((kind) => `command_${kind}`),
  ...Object.keys(EVENTS),
  ...OTHERS,
];
