/** What becomes of an execution whose workflow was ended or lost outside the platform: it is closed as failed. */
import type { EventPage, ExecutionEvent } from '../contracts/events.js';
import type { ExecutionError, ExecutionRequest, ExecutionState, StepRecord } from '../contracts/execution.js';
import type { ExecutionRecord } from '../contracts/run.js';

const LOST: ExecutionError = {
  type: 'workflow_lost',
  message: 'The Temporal workflow of this execution was ended or lost outside the platform',
};
export interface LastKnown {
  request: ExecutionRequest;
  state: ExecutionState;
  /** The end of the log, as far as it is known; the parts before it are stored. */
  log: EventPage;
  run_id: string;
  /** ISO 8601 UTC with milliseconds. */
  at: string;
}
/** The record with its final event, so that the log and every stream of it end. */
export function lostRecord({ request, state, log, run_id, at }: LastKnown): ExecutionRecord {
  const total_time_ms = elapsed(state.started_at, at);
  const end = { status: 'failed', error: LOST, dead_letter: null, completed_at: at, total_time_ms } as const;
  const closed: ExecutionState = { ...state, ...end, steps: state.steps.map((step) => ended(step, at)) };
  const failed_steps = closed.steps.filter(({ status }) => status === 'failed').map(({ step_number }) => step_number);
  const final: ExecutionEvent = {
    seq: log.last_seq + 1,
    event: 'execution_failed',
    execution_id: request.execution_id,
    timestamp: at,
    ...{ error: LOST, failed_steps, dead_letter: null, recovery: [], total_time_ms },
  };
  return { request, run_id, state: closed, events: [...log.items, final] };
}
/** As after a cancellation: what has not ended is cancelled. */
function ended(step: StepRecord, at: string): StepRecord {
  const isOpen = step.status === 'pending' || step.status === 'running';
  return isOpen ? { ...step, status: 'cancelled', completed_at: at } : step;
}
const elapsed = (from: string | null, to: string): number =>
  from === null ? 0 : Math.max(0, Date.parse(to) - Date.parse(from));
