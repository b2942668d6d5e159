/** What an execution and its events look like on the wire: every key, and what may stand there. */
import { expect } from '@jest/globals';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Execution, StepRecord } from '../../src/contracts/execution.js';

type Shape = object;
/** Works wherever jest's own asymmetric matchers do. */
const matching = (name: string, fits: (value: unknown) => boolean): Shape => ({
  $$typeof: Symbol.for('jest.asymmetricMatcher'),
  asymmetricMatch: fits,
  toAsymmetricMatcher: () => name,
  toString: () => name,
  getExpectedType: () => name,
  sample: name,
});
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const fitting = (shape: unknown) => (value: unknown) => {
  try {
    expect(value).toEqual(shape);
    return true;
  } catch {
    return false;
  }
};
const text = matching('text', (value) => typeof value === 'string' && value !== '');
const string = matching('string', (value) => typeof value === 'string');
const number = matching('number', (value) => typeof value === 'number');
const integer = matching('integer', Number.isInteger);
const boolean = matching('boolean', (value) => typeof value === 'boolean');
const time = matching('time', (value) => typeof value === 'string' && ISO.test(value));
const object = matching('object', (value) => typeof value === 'object' && value !== null && !Array.isArray(value));
const any = matching('anything', (value) => value !== undefined);
const nullOr = (shape: unknown) =>
  matching(`null or ${String(shape)}`, (value) => value === null || fitting(shape)(value));
const listOf = (shape: unknown) =>
  matching('list', (value) => Array.isArray(value) && value.every((item) => fitting(shape)(item)));
const oneOf = (...choices: string[]) => matching(choices.join(' | '), (value) => choices.includes(value as string));

const STEP_STATUS = oneOf('pending', 'running', 'completed', 'failed', 'skipped', 'cancelled');
const SKIP_REASON = oneOf('condition_false', 'dependency_skipped', 'dependency_failed', 'error', 'manual');
const STEP_ERROR = { type: text, message: string, transient: boolean, attempt: integer };
const RETRY = { attempt: integer, error_type: text, message: string, delay_seconds: number, timestamp: time };
const PROGRESS = { completed_steps: integer, total_steps: integer, progress_percent: number };
const FACTOR = matching('factor', (value) => {
  const { step_number: _, ...rest } = value as Record<string, unknown>;
  return fitting({ code: text, score: number, message: text })(rest);
});
const RISK = {
  score: number,
  factors: listOf(FACTOR),
  decision: oneOf('auto_approved', 'needs_review', 'requires_approval', 'failed'),
};
const PARKED = { parked_until: time };
const STEP = {
  step_number: integer,
  step_name: text,
  function: text,
  status: STEP_STATUS,
  attempts: integer,
  output: any,
  used_fallback: boolean,
  skip_reason: nullOr(SKIP_REASON),
  error: nullOr(STEP_ERROR),
  retries: listOf(RETRY),
  started_at: nullOr(time),
  completed_at: nullOr(time),
  execution_time_ms: nullOr(number),
};
const EXECUTION = {
  execution_id: text,
  deliverable_type: text,
  version: integer,
  status: oneOf('pending', 'running', 'paused', 'awaiting_approval', 'completed', 'failed', 'rejected', 'cancelled'),
  input_data: object,
  output_data: nullOr(object),
  steps: listOf(STEP),
  progress: PROGRESS,
  risk: nullOr(RISK),
  execution_graph: {
    execution_order: listOf(listOf(integer)),
    critical_path: listOf(integer),
    parallelization_factor: number,
    max_observed_parallelism: integer,
    sequential_time_ms: number,
    speedup: number,
  },
  error: nullOr(object),
  dead_letter: nullOr(PARKED),
  approval: nullOr(object),
  rerun_of: nullOr(text),
  parent: nullOr(object),
  user_id: nullOr(string),
  created_at: time,
  started_at: nullOr(time),
  completed_at: nullOr(time),
  total_time_ms: nullOr(number),
  temporal: { workflow_id: text, run_id: text, ui_url: nullOr(text) },
};
const RECOVERY = listOf({ action: oneOf('retry', 'skip', 'complete'), method: 'POST', href: text });
const STEP_NAMED = { step_number: integer, step_name: text };
const EVENTS: Partial<Record<ExecutionEvent['event'], Record<string, unknown>>> = {
  execution_started: { deliverable_type: text, version: integer, total_steps: integer },
  step_started: { ...STEP_NAMED, attempt: integer },
  step_progress: { step_number: integer, progress_percent: number, output: any },
  step_retrying: {
    step_number: integer,
    attempt: integer,
    error_type: text,
    message: string,
    transient: boolean,
    delay_seconds: number,
  },
  step_completed: {
    ...STEP_NAMED,
    status: 'completed',
    attempt: integer,
    execution_time_ms: nullOr(number),
    output: any,
    used_fallback: boolean,
    error: nullOr(STEP_ERROR),
  },
  step_failed: { ...STEP_NAMED, error: STEP_ERROR, recovery: RECOVERY },
  step_skipped: { ...STEP_NAMED, reason: SKIP_REASON, error: nullOr(STEP_ERROR) },
  step_timeout: { step_number: integer, attempt: integer, timeout_seconds: number },
  progress_update: PROGRESS,
  execution_completed: { status: text, total_time_ms: number, output: object, risk: nullOr(RISK) },
  execution_failed: {
    error: object,
    failed_steps: listOf(integer),
    dead_letter: nullOr(PARKED),
    recovery: RECOVERY,
    total_time_ms: number,
  },
  execution_cancelled: { total_time_ms: number },
};

/** Of a step also what only some kinds have. */
function plainStep({
  items: _items,
  waiting_for: _wait,
  input_override: _input,
  taken_from: _from,
  ...step
}: StepRecord) {
  return step;
}
export function expectExecutionShape(execution: Execution): void {
  const steps = execution.steps.map(plainStep);
  for (const step of steps) expect(step).toEqual(STEP);
  expect({ ...execution, steps }).toEqual(EXECUTION);
}
export function expectEventShapes(events: ExecutionEvent[]): void {
  for (const event of events) {
    const shape = EVENTS[event.event];
    if (!shape) throw new Error(`The shape of ${event.event} is not known`);
    expect(event).toEqual({ seq: integer, event: event.event, execution_id: text, timestamp: time, ...shape });
  }
}
