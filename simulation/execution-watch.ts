/** Looks at an execution at every moment, and says when a rule is broken. */
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { OriginatedCommand } from '../src/contracts/commands.js';
import type { EventPage, ExecutionEvent } from '../src/contracts/events.js';
import type { ExecutionRequest, ExecutionState } from '../src/contracts/execution.js';
import { executionContext } from '../src/contracts/execution-context.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import type { Recording } from '../src/contracts/recording.js';
import type { PlanRunner } from '../workflows/plan-runner.js';
import type { StepDispatch } from '../workflows/step-host.js';
import type { FaultPlan } from './faults/fault-plan.js';
import type { SimulatedStepHost } from './host/simulated-step-host.js';
import type { SimulatedWorld } from './host/simulated-world.js';
import { InvariantViolated, type Observed, type Verdict } from './invariants/invariant.js';
import { INVARIANTS } from './invariants/invariants.js';
import { Ledger } from './ledger.js';

/** A run of the workflow. */
export interface WorkflowRun {
  host: SimulatedStepHost;
  runner: PlanRunner;
}
export interface WatchOptions {
  document: JsonObject;
  plan: Plan;
  request: ExecutionRequest;
  recording?: Recording | undefined;
  faults: FaultPlan;
  world: SimulatedWorld;
  /** The one that has the execution now. */
  present: () => WorkflowRun;
  /** Called when a step has failed for good. */
  failed: (step_number: number) => void;
  trace: (line: () => string) => void;
}
const REPORTS = 'what a worker tells of its step stands on the log';
const QUERIES = 'workers learn which attempts failed, and how much time was added';

export class ExecutionWatch implements Observed {
  readonly plan: Plan;
  readonly document: JsonObject;
  readonly input: JsonObject;
  readonly context: JsonObject;
  readonly recording: Recording | null;
  readonly faults: FaultPlan;
  readonly world: SimulatedWorld;
  readonly ledger: Ledger;
  readonly signals: Observed['signals'] = [];
  readonly mode: Observed['mode'];
  readonly max_parallelism: number;
  /** Bound, for invariants take them out of the watch. */
  readonly host = (): SimulatedStepHost => this.options.present().host;
  readonly state = (): ExecutionState => this.options.present().runner.state();
  readonly events = (after: number): EventPage => this.options.present().runner.events(after);
  private failure: unknown = null;

  constructor(private readonly options: WatchOptions) {
    const { document, plan, request, recording = null, faults, world } = options;
    this.plan = plan;
    this.document = document;
    this.recording = recording;
    this.faults = faults;
    this.world = world;
    this.input = request.input_data;
    this.context = executionContext(request);
    this.mode = request.options.mode ?? plan.execution.mode;
    this.max_parallelism = request.options.max_parallelism ?? plan.execution.max_parallelism;
    this.ledger = new Ledger(plan);
  }
  /** Something is wrong, seen from where nobody can be told: the next look tells it. */
  note(failure: unknown): void {
    this.failure ??= failure;
  }
  /** Nothing can happen any more until the clock moves. @throws InvariantViolated */
  look(isHandedOver: boolean): void {
    if (this.failure instanceof InvariantViolated) throw this.failure;
    if (this.failure !== null) throw new InvariantViolated('the interpreter never throws', textOf(this.failure));
    this.catchUp();
    if (!isHandedOver) this.check('quiet');
  }
  check(moment: 'quiet' | 'closed'): void {
    const now = this.state();
    const observed = Object.create(this, { state: { value: () => now } }) as this;
    for (const invariant of INVARIANTS) judge(invariant.rule, invariant[moment]?.(observed));
  }
  /** Reads on in the log, as a client does. */
  catchUp(): void {
    for (const event of this.eventsAfter(this.ledger.log.length)) {
      this.options.trace(() => textOfEvent(event));
      for (const { rule, event: verdict } of INVARIANTS) judge(rule, verdict?.(event, this));
      this.ledger.take(event);
      if (event.event === 'step_failed') this.options.failed(event.step_number);
    }
  }
  /** A command is about to be applied. */
  accept(command: OriginatedCommand): void {
    this.catchUp();
    this.ledger.accept(command, this.world.time.elapsed_ms, this.state());
    if (command.kind === 'signal') this.signals.push(command);
  }
  /** Called from within the interpreter, which must not see what is wrong with it. */
  dispatched(dispatch: StepDispatch): void {
    try {
      this.catchUp();
      this.options.trace(() => textOfDispatch(dispatch));
      for (const { rule, dispatched } of INVARIANTS) judge(rule, dispatched?.(dispatch, this));
      this.ledger.dispatched(dispatch);
    } catch (error) {
      this.note(error);
    }
  }
  /** A worker tells something of its step. Perhaps from within the interpreter, like `dispatched`. */
  reported(report: AttemptReport): void {
    try {
      this.catchUp();
      this.options.present().runner.report(report);
      this.compareProgress(report);
    } catch (error) {
      this.note(error);
    }
  }
  /** An attempt begins. Its worker asks which ones before it failed, and by how much its time was extended. */
  attempted(dispatch: StepDispatch, attempt: number): void {
    const { step, item, earlier_attempts } = dispatch;
    const { runner } = this.options.present();
    this.ledger.attempted(dispatch);
    const known = runner.failedAttempts(step.step_number, item).map((failed) => failed.attempt);
    const isMissing = attempt - 1 > earlier_attempts && !known.includes(attempt - 1);
    if (isMissing) this.note(new InvariantViolated(QUERIES, `${known} of step ${step.step_number}, at ${attempt}`));
    const extension = runner.extension(step.step_number);
    const { extension_seconds: asked } = this.ledger.step(step.step_number);
    // What a failure cancelled begins anew, when that is recovered, without the time that was added.
    if (extension === asked || this.ledger.failsFast) return;
    this.note(new InvariantViolated(QUERIES, `step ${step.step_number} has ${extension} s more, ${asked} were given`));
  }
  /** The execution is just being stored or stopped: any command may be refused. */
  get isBadMoment(): boolean {
    const { timeout_seconds } = this.plan.execution;
    const isOutOfTime = timeout_seconds !== null && this.world.time.elapsed_ms >= timeout_seconds * 1000;
    const { approval } = this.state();
    const isDecided = approval !== null && approval.status !== 'pending';
    return this.host().isBusy || this.ledger.cancelled || isOutOfTime || isDecided;
  }

  /** How far it is has to stand on the log. */
  private compareProgress(report: AttemptReport): void {
    if (report.kind !== 'progress' || !this.host().carries(report.step_number, report.item ?? null)) return;
    const told = this.eventsAfter(this.ledger.log.length);
    const isTold = told.some((event) => event.event === 'step_progress' && event.step_number === report.step_number);
    if (!isTold) this.note(new InvariantViolated(REPORTS, `progress of step ${report.step_number} is not on the log`));
  }
  /** What the run no longer has is in the stored parts. */
  private eventsAfter(seq: number): ExecutionEvent[] {
    const { items, last_seq } = this.events(seq);
    const first = items[0]?.seq ?? last_seq + 1;
    if (first <= seq + 1) return items;
    const stored = this.world.segments.flat().filter((event) => event.seq > seq && event.seq < first);
    return [...new Map(stored.map((event) => [event.seq, event])).values(), ...items];
  }
}
function judge(rule: string, verdict: Verdict | undefined): void {
  if (verdict !== null && verdict !== undefined) throw new InvariantViolated(rule, verdict);
}
const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
const textOfEvent = ({ seq, event, execution_id: _id, timestamp: _at, ...fields }: ExecutionEvent): string =>
  `#${seq} ${event} ${JSON.stringify(fields)}`;
const textOfDispatch = ({ step, item, input }: StepDispatch): string =>
  `dispatch of step ${step.step_number}${item === null ? '' : ` item ${item}`} ${JSON.stringify(input)}`;
