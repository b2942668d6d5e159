/** Records and events for the tests of the execution page. */
import type { EventBody, ExecutionEvent } from '../../../../src/contracts/events.js';
import type { Execution, StepRecord } from '../../../../src/contracts/execution.js';

/** A time of day with seconds, as the wire writes it. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, 0) + seconds * 1000).toISOString();

export function step(step_number: number, more: Partial<StepRecord> = {}): StepRecord {
  return {
    step_number,
    step_name: `step_${step_number}`,
    function: 'demo.echo',
    status: 'pending',
    attempts: 0,
    output: null,
    used_fallback: false,
    skip_reason: null,
    error: null,
    retries: [],
    started_at: null,
    completed_at: null,
    execution_time_ms: null,
    ...more,
  };
}
export const ended = (step_number: number, from: number, to: number): StepRecord =>
  step(step_number, {
    status: 'completed',
    attempts: 1,
    started_at: at(from),
    completed_at: at(to),
    execution_time_ms: (to - from) * 1000,
  });
export function execution(steps: StepRecord[], more: Partial<Execution> = {}): Execution {
  return {
    execution_id: 'e1',
    deliverable_type: 'bridge',
    version: 1,
    status: 'running',
    input_data: {},
    output_data: null,
    steps,
    progress: { completed_steps: 0, total_steps: steps.length, progress_percent: 0 },
    risk: null,
    execution_graph: {
      execution_order: [steps.map(({ step_number }) => step_number)],
      critical_path: [],
      parallelization_factor: 1,
      max_observed_parallelism: 1,
      sequential_time_ms: 0,
      speedup: 1,
    },
    error: null,
    dead_letter: null,
    approval: null,
    started_at: at(0),
    completed_at: null,
    total_time_ms: null,
    rerun_of: null,
    parent: null,
    user_id: null,
    created_at: at(0),
    temporal: { workflow_id: 'e1', run_id: '', ui_url: null },
    ...more,
  };
}
export const event = (seq: number, seconds: number, body: EventBody): ExecutionEvent => ({
  seq,
  execution_id: 'e1',
  timestamp: at(seconds),
  ...body,
});
export const started = (seq: number, seconds: number, step_number: number, attempt = 1): ExecutionEvent =>
  event(seq, seconds, { event: 'step_started', step_number, step_name: `step_${step_number}`, attempt });
export const completed = (seq: number, seconds: number, step_number: number, attempt = 1): ExecutionEvent =>
  event(seq, seconds, {
    event: 'step_completed',
    step_number,
    step_name: `step_${step_number}`,
    status: 'completed',
    attempt,
    execution_time_ms: 1000,
    output: { value: step_number },
    used_fallback: false,
    error: null,
  });
export const failed = (seq: number, seconds: number, step_number: number, attempt = 1): ExecutionEvent =>
  event(seq, seconds, {
    event: 'step_failed',
    step_number,
    step_name: `step_${step_number}`,
    error: { type: 'broken', message: 'It broke', transient: false, attempt },
    recovery: [],
  });
