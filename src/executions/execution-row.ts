/** An execution as the tables hold it: what is written of a request and of a state, and what a list shows. */
import type { ExecutionRequest, ExecutionRow, ExecutionState } from '../contracts/execution.js';
import { searchableJson } from '../storage/searchable-json.js';
import { executions, type FailedStep, type StoredApproval } from '../storage/schema.js';
import { stepFigures } from './step-figures.js';

/** The columns of a row in a list; the record and the log stay where they are. */
export const ROW_COLUMNS = {
  execution_id: executions.execution_id,
  deliverable_type: executions.deliverable_type,
  version: executions.version,
  status: executions.status,
  progress_percent: executions.progress_percent,
  risk_score: executions.risk_score,
  parked_until: executions.parked_until,
  user_id: executions.user_id,
  rerun_of: executions.rerun_of,
  created_at: executions.created_at,
  started_at: executions.started_at,
  completed_at: executions.completed_at,
  total_time_ms: executions.total_time_ms,
};
type ListedExecution = Pick<typeof executions.$inferSelect, keyof typeof ROW_COLUMNS>;

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;
const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

export function rowOf({ parked_until, ...row }: ListedExecution): ExecutionRow {
  return {
    ...row,
    dead_letter: parked_until === null ? null : { parked_until: parked_until.toISOString() },
    created_at: row.created_at.toISOString(),
    started_at: iso(row.started_at),
    completed_at: iso(row.completed_at),
  };
}
/** The row of an execution that is about to start. */
export function insertionOf(request: ExecutionRequest) {
  const { execution_id, deliverable_type, version, user_id, rerun_of } = request;
  return {
    execution_id,
    deliverable_type,
    version,
    user_id,
    rerun_of,
    status: 'pending' as const,
    created_at: new Date(request.created_at),
    request,
  };
}
/** What a row takes from the interpreter's state. */
export function valuesOf(state: ExecutionState) {
  return {
    status: state.status,
    progress_percent: state.progress.progress_percent,
    risk_score: state.risk?.score ?? null,
    parked_until: dateOrNull(state.dead_letter?.parked_until ?? null),
    failed_steps: failedStepsOf(state),
    approval: storedApproval(state),
    started_at: dateOrNull(state.started_at),
    completed_at: dateOrNull(state.completed_at),
    total_time_ms: state.total_time_ms,
    state,
    step_figures: stepFigures(state),
  };
}
/** The approval as it is listed, with the risk that asked for it; null where none is needed, or no longer. */
export function storedApproval({ approval, risk, completed_at }: ExecutionState): StoredApproval | null {
  if (approval === null || (approval.status === 'pending' && completed_at !== null)) return null;
  return searchableJson({ ...approval, risk });
}
function failedStepsOf({ dead_letter, steps }: ExecutionState): FailedStep[] | null {
  if (dead_letter === null) return null;
  const failed = steps.filter(({ status }) => status === 'failed');
  return searchableJson(failed.map(({ step_number, step_name, error }) => ({ step_number, step_name, error })));
}
