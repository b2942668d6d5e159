/** What an event does to the record of the execution, beside its steps. */
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { Approval, Execution, ExecutionStatus } from '../../../../src/contracts/execution.js';

type Named<Name extends ExecutionEvent['event']> = Extract<ExecutionEvent, { event: Name }>;
export interface ExecutionChange {
  execution: Execution;
  stale: boolean;
  /** What has not ended of the steps never will. */
  cancelled_steps?: boolean;
}
type Appliers = { [Name in ExecutionEvent['event']]: (execution: Execution, event: Named<Name>) => ExecutionChange };
const changed = (execution: Execution): ExecutionChange => ({ execution, stale: false });
const closedBy = (execution: Execution): ExecutionChange => ({ execution, stale: true });

const APPLIERS: Appliers = {
  execution_started: (execution, event) => changed(begun(execution, event)),
  progress_update: (execution, event) => changed({ ...execution, progress: progressOf(event) }),
  execution_paused: (execution) => changed({ ...execution, status: 'paused' }),
  execution_resumed: (execution) => changed({ ...execution, status: 'running' }),
  approval_required: (execution, event) => changed(asked(execution, event)),
  approval_decided: (execution, event) => changed(decided(execution, event)),
  execution_completed: (execution, event) => closedBy(completed(execution, event)),
  execution_failed: (execution, event) => closedBy(failed(execution, event)),
  execution_cancelled: (execution, event) => ({
    ...closedBy(closed(execution, 'cancelled', event)),
    cancelled_steps: true,
  }),
  step_started: recovered,
  step_completed: recovered,
  step_skipped: recovered,
  step_progress: changed,
  step_retrying: changed,
  step_failed: changed,
  step_timeout: changed,
};
export function applyExecutionEvent(execution: Execution, event: ExecutionEvent): ExecutionChange {
  if (execution.completed_at !== null) return changed(execution);
  return (APPLIERS[event.event] as (execution: Execution, event: ExecutionEvent) => ExecutionChange)(execution, event);
}
const progressOf = ({ completed_steps, total_steps, progress_percent }: Named<'progress_update'>) => ({
  completed_steps,
  total_steps,
  progress_percent,
});
function begun(execution: Execution, { timestamp }: Named<'execution_started'>): Execution {
  if (execution.status !== 'pending') return execution;
  return { ...execution, status: 'running', started_at: execution.started_at ?? timestamp };
}
function asked(execution: Execution, { risk, expires_at, timestamp }: Named<'approval_required'>): Execution {
  if (execution.approval !== null && execution.approval.requested_at >= timestamp) return execution;
  const approval: Approval = {
    status: 'pending',
    requested_at: timestamp,
    expires_at,
    decided_at: null,
    decided_by: null,
    notes: null,
  };
  return { ...execution, status: 'awaiting_approval', risk, approval };
}
function decided(execution: Execution, { decision, by, notes, timestamp }: Named<'approval_decided'>): Execution {
  if (execution.approval === null) return execution;
  const status = decision as Approval['status'];
  const approval = { ...execution.approval, status, decided_at: timestamp, decided_by: by, notes };
  return { ...execution, status: 'running', approval };
}
function closed(
  execution: Execution,
  status: ExecutionStatus,
  { timestamp, total_time_ms }: { timestamp: string; total_time_ms: number },
): Execution {
  return { ...execution, status, completed_at: timestamp, total_time_ms, dead_letter: null };
}
function completed(execution: Execution, event: Named<'execution_completed'>): Execution {
  const { output, risk } = event;
  return { ...closed(execution, event.status as ExecutionStatus, event), output_data: output, risk, error: null };
}
function failed(execution: Execution, event: Named<'execution_failed'>): Execution {
  const { error, dead_letter } = event;
  if (dead_letter === null) return { ...closed(execution, 'failed', event), error };
  return { ...execution, status: 'failed', error, dead_letter };
}
/** A parked execution in which a step moves was recovered. */
function recovered(execution: Execution): ExecutionChange {
  if (execution.dead_letter === null) return changed(execution);
  return { execution: { ...execution, status: 'running', dead_letter: null, error: null }, stale: true };
}
