/** A rule that every execution keeps, whatever happens to it. Each is a file here and a line in invariants.ts. */
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { EventPage, ExecutionEvent } from '../../src/contracts/events.js';
import type { ExecutionMode } from '../../src/contracts/document.js';
import type { ExecutionState } from '../../src/contracts/execution.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { Plan } from '../../src/contracts/plan.js';
import type { Recording } from '../../src/contracts/recording.js';
import type { StepDispatch } from '../../workflows/step-host.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import type { SimulatedStepHost } from '../host/simulated-step-host.js';
import type { SimulatedWorld } from '../host/simulated-world.js';
import type { Ledger } from '../ledger.js';

/** An execution as an invariant sees it. */
export interface Observed {
  plan: Plan;
  document: JsonObject;
  input: JsonObject;
  /** `$context`. */
  context: JsonObject;
  /** Of the execution that this one is a rerun of. */
  recording: Recording | null;
  faults: FaultPlan;
  ledger: Ledger;
  world: SimulatedWorld;
  mode: ExecutionMode;
  max_parallelism: number;
  /** Signals that were sent and accepted. */
  signals: Extract<OriginatedCommand, { kind: 'signal' }>[];
  /** The host of the present run of the workflow. */
  host(): SimulatedStepHost;
  state(): ExecutionState;
  /** What the present run answers readers of the log. */
  events(after: number): EventPage;
}
/** What is wrong; null when nothing is. */
export type Verdict = string | null;

export interface Invariant {
  rule: string;
  /** A worker is about to get a step; the ledger does not know of it yet. */
  dispatched?(dispatch: StepDispatch, observed: Observed): Verdict;
  /** An event stands on the log; the ledger does not have it yet. */
  event?(event: ExecutionEvent, observed: Observed): Verdict;
  /** Nothing can happen any more until the clock moves. */
  quiet?(observed: Observed): Verdict;
  closed?(observed: Observed): Verdict;
}
export class InvariantViolated extends Error {
  constructor(
    readonly rule: string,
    readonly detail: string,
  ) {
    super(`${rule}: ${detail}`);
  }
}
