/** What is around the runs of one execution: time, workers, children and stores, and what comes of them. */
import type { AttemptReport } from '../../src/contracts/attempt.js';
import type { AppliedCommand } from '../../src/contracts/commands.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { ExecutionStatus } from '../../src/contracts/execution.js';
import type { InputFinding } from '../../src/contracts/finding.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { HistoryPressure, StepDispatch } from '../../workflows/step-host.js';
import { behaviourOf, type Behaviours } from './behaviour.js';
import { NO_FAULTS, type HostFaults } from './host-faults.js';
import { SimulatedChildren } from './simulated-children.js';
import type { WorkOptions } from './simulated-work.js';
import { StoredSnapshot } from './stored-snapshot.js';
import { VirtualTime } from './virtual-time.js';

export class SimulatedWorld {
  readonly time = new VirtualTime();
  readonly children = new SimulatedChildren(this.time);
  readonly published: ExecutionEvent[] = [];
  readonly saved: StoredSnapshot[] = [];
  /** The parts of the log that runs let go of. */
  readonly segments: ExecutionEvent[][] = [];
  /** The commands that went with each of them. */
  readonly segmentCommands: AppliedCommand[][] = [];
  readonly dispatched: { step_number: number; item: number | null; input: JsonObject; at_ms: number }[] = [];
  readonly shown: { status: ExecutionStatus; risk_score: number | null }[] = [];
  readonly extended: { step_number: number; seconds: number }[] = [];
  outputFindings: InputFinding[] = [];
  /** Called with each step, or item, that a worker is about to get. */
  onDispatch: (dispatch: StepDispatch) => void = () => undefined;
  /** Called while a record is being stored. */
  duringSave: () => void = () => undefined;
  /** How far the history has grown. */
  pressure: () => HistoryPressure = () => 'none';
  /** Takes the reports of remote attempts, in whichever run; without it the run that dispatched the step does. */
  signal: ((report: AttemptReport) => void) | null = null;
  faults: HostFaults = NO_FAULTS;
  play: WorkOptions['play'];

  constructor(behaviours: Behaviours = {}) {
    this.play = ({ step: { step_number }, item }, attempt) => behaviourOf(behaviours, { step_number, item, attempt });
  }
}
