/** What crosses between the workflow and the worker that runs a step's attempts. */
import type { ProgressUpdate } from './function.js';
import type { InputFinding } from './finding.js';
import type { Json } from './json.js';

/** Second argument of every step activity; the first is the resolved input. */
export interface StepAssignment {
  execution_id: string;
  step_number: number;
  /** Of a step with `foreach`: the index of the item; left out of others. */
  item?: number;
  /** Hash of the Plan, from which the worker takes the step's timeout, retry policy and schemas. */
  plan_hash: string;
  /** Attempts made before this activity: one after a local first attempt, more after a retry by hand. */
  earlier_attempts: number;
  /** How many of the step's retries those have used up: 1 after a local first attempt, 0 after a retry by hand. */
  used_retries: number;
  /** What of total_timeout_seconds a local first attempt and the wait after it have used up, in ms. Default 0. */
  spent_ms?: number;
}
/** A successful attempt. Times are ISO 8601 from the worker's clock. */
export interface AttemptSuccess {
  kind: 'completed';
  output: Json;
  attempt: number;
  started_at: string;
  completed_at: string;
}
/** A failed attempt; `delay_seconds` is null when no other attempt follows. */
export interface AttemptFailure {
  kind: 'failed';
  type: string;
  message: string;
  transient: boolean;
  attempt: number;
  delay_seconds: number | null;
  findings: InputFinding[];
  /** Null for an attempt that was lost with its worker. */
  started_at: string | null;
  completed_at: string;
}
export type AttemptResult = AttemptSuccess | AttemptFailure;

/** What a worker tells the workflow while a step runs. */
export type AttemptReport = { step_number: number; item?: number } & (
  | { kind: 'started'; attempt: number; at: string }
  | { kind: 'failed'; failure: AttemptFailure }
  | { kind: 'progress'; attempt: number; update: ProgressUpdate; at: string }
);

/** Lost dispatches after which a step fails with error type `worker_lost`. */
export const MAX_LOST_ATTEMPTS = 5;
/** An attempt still running after this long is reported at once; a shorter one with its result. In ms. */
export const REPORT_START_AFTER_MS = 200;
