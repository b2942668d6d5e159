/**
 * The seam between deciding and doing. The plan-runner decides what may run next; a host runs it.
 *
 * Invariants a host keeps:
 *  1. `runStep` never rejects; it resolves once, after every report of its attempts has been delivered.
 *  2. After `cancelStep(n)` the outcome of n comes soon, as `cancelled` or as what was already decided.
 *  3. `now` never goes back, and on replay gives what it gave before.
 *  4. `publish` is a hint: it may repeat or be lost. The log in the runner is the truth.
 *  5. `save` returns after the record is stored, and may be called again with the same record.
 */
import type { AttemptFailure, AttemptReport } from '../src/contracts/attempt.js';
import type { ExecutionEvent } from '../src/contracts/events.js';
import type { ExecutionState } from '../src/contracts/execution.js';
import type { InputFinding } from '../src/contracts/finding.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';

export interface StepDispatch {
  step: PlanStep;
  input: JsonObject;
  /** Attempts that this step already made, before a retry by hand. */
  earlier_attempts: number;
}
export type StepOutcome =
  | { kind: 'completed'; output: Json; attempt: number; started_at: string; completed_at: string }
  | { kind: 'failed'; failure: AttemptFailure }
  | { kind: 'cancelled' };

export interface ExecutionSnapshot {
  state: ExecutionState;
  events: ExecutionEvent[];
}
export interface StepHost {
  /** Milliseconds since the epoch. */
  now(): number;
  runStep(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome>;
  cancelStep(step_number: number): void;
  /** Resolves true when the predicate holds, false when `timeout_ms` passed before; null waits without end. */
  wait(predicate: () => boolean, timeout_ms: number | null): Promise<boolean>;
  publish(events: ExecutionEvent[]): void;
  /** Checks the execution's output against the Plan's output_schema. */
  checkOutput(output: JsonObject): Promise<InputFinding[]>;
  save(snapshot: ExecutionSnapshot): Promise<void>;
}
