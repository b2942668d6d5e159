/**
 * The seam between deciding and doing. The plan-runner decides what may run next; a host runs it.
 *
 * Invariants a host keeps:
 *  1. `runStep` never rejects; it resolves once, after every report of its attempts has been delivered.
 *  2. After `cancelStep` the outcome comes soon, as `cancelled` or as what was already decided.
 *  3. `now` never goes back, and on replay gives what it gave before.
 *  4. `publish` is a hint: it may repeat or be lost. The log in the runner is the truth.
 *  5. `save` and `saveSegment` return after the record is stored, and may be called again with the same record.
 *  6. A child that was begun tells its end once or more: the runner's `childEnded` is called with it.
 */
import type { AttemptFailure, AttemptReport } from '../src/contracts/attempt.js';
import type { ChildStart } from '../src/contracts/child.js';
import type { AppliedCommand } from '../src/contracts/commands.js';
import type { ExecutionEvent } from '../src/contracts/events.js';
import type { ExecutionState, ExecutionStatus } from '../src/contracts/execution.js';
import type { InputFinding } from '../src/contracts/finding.js';
import type { Json, JsonObject, JsonSchema } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';

export interface StepDispatch {
  step: PlanStep;
  /** Index of the item that the step runs for; null for a step without `foreach`. */
  item: number | null;
  input: JsonObject;
  /** Attempts that this step (or this item of it) already made, before a retry by hand. */
  earlier_attempts: number;
}
export type StepOutcome =
  | { kind: 'completed'; output: Json; attempt: number; started_at: string; completed_at: string }
  | { kind: 'failed'; failure: AttemptFailure }
  | { kind: 'cancelled' };

export interface ExecutionSnapshot {
  state: ExecutionState;
  events: ExecutionEvent[];
  /** What was applied since the last part of the log was let go of. */
  commands: AppliedCommand[];
}
export type ChildBegun = { kind: 'begun' } | { kind: 'refused'; type: string; message: string };

/**
 * How far the history of this run has grown. `drain`: a good time to go on in a new run, as soon as nothing is in
 * flight; `full`: nothing may start in this run any more.
 */
export type HistoryPressure = 'none' | 'drain' | 'full';

export interface StepHost {
  /** Milliseconds since the epoch. */
  now(): number;
  runStep(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome>;
  cancelStep(step_number: number, item: number | null): void;
  /** Gives the running attempts of a step more time: each ends so much later. */
  extendStep(step_number: number, seconds: number): void;
  /** Resolves true when the predicate holds, false when `timeout_ms` passed before; null waits without end. */
  wait(predicate: () => boolean, timeout_ms: number | null): Promise<boolean>;
  publish(events: ExecutionEvent[]): void;
  /** Checks the execution's output against the Plan's output_schema. */
  checkOutput(output: JsonObject): Promise<InputFinding[]>;
  /** Checks a value against a schema of the document. */
  checkValue(schema: JsonSchema, value: Json): Promise<InputFinding[]>;
  save(snapshot: ExecutionSnapshot): Promise<void>;
  /** Stores a part of the log that this run lets go of. */
  saveSegment(events: ExecutionEvent[], commands: AppliedCommand[]): Promise<void>;
  /** Says how the execution stands where people look for it; a hint, as `publish`. */
  showStatus(status: ExecutionStatus, risk_score: number | null): void;
  /** Begins an execution of another type; with an id that was begun already it does nothing. */
  startChild(start: ChildStart): Promise<ChildBegun>;
  cancelChild(execution_id: string): void;
  historyPressure(): HistoryPressure;
}
