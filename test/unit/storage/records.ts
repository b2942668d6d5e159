/** Records of executions as the interpreter would store them. */
import { randomUUID } from 'node:crypto';
import type { EventBody, ExecutionEvent } from '../../../src/contracts/events.js';
import type { ExecutionRequest, ExecutionState, StepRecord } from '../../../src/contracts/execution.js';
import type { ExecutionRecord } from '../../../src/contracts/run.js';

export const DAY_MS = 24 * 3_600_000;
export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
export const AT = '2026-01-01T00:00:00.000Z';

export function requestOf(more: Partial<ExecutionRequest> = {}): ExecutionRequest {
  const identity = { execution_id: randomUUID(), deliverable_type: 'stored', version: 1, plan_hash: 'none' };
  const asked = { input_data: {}, user_id: null, context: {}, options: {}, rerun_of: null };
  return { ...identity, ...asked, created_at: new Date().toISOString(), ...more };
}
export function stepOf(step_number: number, more: Partial<StepRecord> = {}): StepRecord {
  const identity = { step_number, step_name: `step_${step_number}`, function: 'demo.echo' };
  const nothing = { output: null, used_fallback: false, skip_reason: null, error: null, retries: [] };
  const times = { started_at: null, completed_at: null, execution_time_ms: null };
  return { ...identity, status: 'pending', attempts: 0, ...nothing, ...times, ...more };
}
export function stateOf(more: Partial<ExecutionState> = {}): ExecutionState {
  return {
    status: 'completed',
    output_data: {},
    steps: [],
    progress: { completed_steps: 0, total_steps: 0, progress_percent: 100 },
    risk: null,
    execution_graph: {
      execution_order: [],
      critical_path: [],
      parallelization_factor: 1,
      max_observed_parallelism: 0,
      sequential_time_ms: 0,
      speedup: 1,
    },
    error: null,
    dead_letter: null,
    approval: null,
    started_at: AT,
    completed_at: AT,
    total_time_ms: 1,
    ...more,
  };
}
/** Numbered from `first`. */
export function eventsOf(execution_id: string, bodies: EventBody[], first = 1): ExecutionEvent[] {
  return bodies.map(
    ({ event, ...fields }, n) => ({ seq: first + n, event, execution_id, timestamp: AT, ...fields }) as ExecutionEvent,
  );
}
export function recordOf(bodies: EventBody[], more: { request?: ExecutionRequest; first?: number } = {}) {
  const request = more.request ?? requestOf();
  const events = eventsOf(request.execution_id, bodies, more.first);
  return { request, run_id: randomUUID(), state: stateOf(), events } satisfies ExecutionRecord;
}
