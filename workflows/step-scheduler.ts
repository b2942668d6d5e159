/**
 * Carries the steps of one execution to their ends: what is ready starts, what cannot run is skipped, what fails is
 * decided by policy. It knows nothing of parking, approval or closing; PlanRunner does.
 *
 * Invariants:
 *  1. A step starts at most once at a time, and only after all its dependencies have ended.
 *  2. Nothing starts while `paused`, after `stop`, or once the steps are handed over to a new run of the workflow.
 */
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { ChildEnd } from '../src/contracts/child.js';
import type { ExecutionMode } from '../src/contracts/document.js';
import type { Progress } from '../src/contracts/execution.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import type { Recording } from '../src/contracts/recording.js';
import { evaluate, isTruthy } from '../src/language/evaluate.js';
import { ExpressionTypeError } from '../src/language/expression-type-error.js';
import type { Scope } from '../src/language/scope.js';
import { failureBeforeDispatch } from './attempt-failure.js';
import { AttemptReports } from './attempt-reports.js';
import { ChildInbox } from './child-inbox.js';
import { elapsedMs } from './elapsed.js';
import type { EventLog } from './event-log.js';
import { ForeachSteps } from './foreach-steps.js';
import { joinDecision } from './join-policy.js';
import { Schedule } from './schedule.js';
import type { SchedulerCheckpoint } from './scheduler-checkpoint.js';
import { SignalInbox } from './signal-inbox.js';
import { StepEnds } from './step-ends.js';
import type { StepHost, StepOutcome } from './step-host.js';
import { StepInputs } from './step-inputs.js';
import { StepLog } from './step-log.js';
import type { StepRun } from './step-run.js';
import { StepRuns } from './step-runs.js';
import type { StepUnit } from './step-unit.js';
import type { StepSurroundings } from './steps/step-behaviour.js';
import { recordedStep } from './taken-step.js';
import { UnitsInFlight } from './units-in-flight.js';

export interface StepSchedulerOptions {
  execution: StepSurroundings['execution'];
  plan: Plan;
  input: JsonObject;
  /** `$context`. */
  context: JsonObject;
  mode: ExecutionMode;
  max_parallelism: number;
  host: StepHost;
  log: EventLog;
  recording: Recording | undefined;
  checkpoint: SchedulerCheckpoint | undefined;
}

export class StepScheduler {
  readonly runs: StepRuns;
  readonly scope: Scope;
  readonly signals: SignalInbox;
  paused = false;
  private readonly children: ChildInbox;
  private readonly schedule: Schedule;
  private readonly units: UnitsInFlight;
  private readonly inputs: StepInputs;
  private readonly log: StepLog;
  private readonly reports: AttemptReports;
  private readonly ends: StepEnds;
  private readonly foreach: ForeachSteps;
  /** A person may still recover what failed. */
  private readonly parks: boolean;
  private stopped = false;
  private handedOver = false;

  constructor(private readonly options: StepSchedulerOptions) {
    const { plan, mode, max_parallelism, input, context, checkpoint, execution, host, log } = options;
    const now = () => this.now();
    this.parks = plan.execution.on_failure === 'park';
    this.runs = new StepRuns(plan, checkpoint?.steps);
    this.schedule = new Schedule({ mode, max_parallelism, levels: plan.levels });
    this.scope = { input, context, stepOutput: (n) => this.runs.outputOf(n) };
    this.inputs = new StepInputs(this.scope);
    this.signals = new SignalInbox(checkpoint?.signals);
    this.children = new ChildInbox(checkpoint?.children);
    this.log = new StepLog({ execution_id: execution.execution_id, log, parks: this.parks, now });
    this.reports = new AttemptReports(this.log);
    const { runs, schedule, inputs, signals, children, reports } = this;
    this.units = new UnitsInFlight(
      { host, execution, signals, children },
      { report: (report) => this.report(report), ended: (unit, outcome) => this.ended(unit, outcome) },
      checkpoint?.max_observed_parallelism,
    );
    this.ends = new StepEnds({ runs, schedule, log: this.log, now, onFailure: () => this.afterFailure() });
    const { units, ends } = this;
    const isStopped = () => this.stopped;
    this.foreach = new ForeachSteps({ schedule, inputs, units, ends, log: this.log, reports, now, isStopped });
    for (const run of runs.all()) this.takeIn(run);
  }
  get isIdle(): boolean {
    return this.units.size === 0 && (this.stopped || (!this.paused && this.schedule.isEmpty));
  }
  get isStopped(): boolean {
    return this.stopped;
  }
  /** Nothing is in flight but what a new run of the workflow can go on with, and it is time for one. */
  get wantsHandOver(): boolean {
    if (this.paused || this.stopped || !this.isSettledDown) return false;
    const pressure = this.options.host.historyPressure();
    return pressure === 'full' || (pressure === 'drain' && !this.schedule.isEmpty);
  }
  /** Only what a new run of the workflow can go on with is in flight. */
  get isSettledDown(): boolean {
    return this.units.blocking === 0;
  }
  get maxObservedParallelism(): number {
    return this.units.maxObserved;
  }
  get progress(): Progress {
    return this.ends.progress;
  }
  /** Starts what may start, and tells the subscribers what happened. */
  advance(): void {
    while (!this.paused && !this.stopped && !this.handedOver && !this.holdsBack) {
      const step_number = this.schedule.take(this.units.size);
      if (step_number === undefined) break;
      const run = this.runs.get(step_number);
      if (run.record.status === 'pending') this.consider(run);
      else if (run.record.status === 'running' && run.foreach) this.foreach.startNext(run, run.foreach);
    }
    this.log.flush();
  }
  /** Goes on with what an earlier run of the workflow left waiting. */
  resume(): void {
    for (const run of this.runs.all()) {
      if (run.record.status !== 'running') continue;
      if (run.step.foreach) this.foreach.resume(run);
      else this.units.resume(run, null, this.inputs.again(run, null));
    }
    this.advance();
  }
  /** From now on nothing starts here. */
  handOver(): void {
    this.handedOver = true;
  }
  /** Takes `handOver` back: the execution ends in this run after all. */
  keep(): void {
    this.handedOver = false;
    this.advance();
  }
  /** What the next run goes on with; how anything ends here is ignored from now on. */
  checkpoint(): SchedulerCheckpoint {
    this.units.abandon();
    return {
      steps: [...this.runs.all()].map((run) => run.checkpoint()),
      signals: this.signals.checkpoint(),
      children: this.children.checkpoint(),
      max_observed_parallelism: this.maxObservedParallelism,
    };
  }
  /** Starts nothing more and cancels what runs; `isIdle` once that has ended. */
  stop(): void {
    this.stopped = true;
    this.units.cancel();
  }
  /** Steps that never ended are cancelled: after `stop`, when nothing runs any more. */
  cancelRemaining(): void {
    for (const run of this.runs.all()) if (!run.ended) this.ends.cancelled(run);
  }
  /** What is held behind a failed step is skipped for good; what only then could run is cancelled. */
  skipHeld(): void {
    for (const level of this.options.plan.levels) {
      for (const run of level.map((n) => this.runs.get(n)).filter(({ ended }) => !ended)) {
        const decision = this.join(run);
        if (decision === 'run') this.ends.cancelled(run);
        else this.ends.skipped(run, decision);
      }
    }
    this.stopped = true;
    this.log.flush();
  }
  retry(step_number: number, input_override: JsonObject | undefined): void {
    const run = this.runs.get(step_number);
    run.keepFailedAttempts();
    this.reopen(run);
    if (input_override) run.record.input_override = input_override;
    this.schedule.offer(step_number);
    this.advance();
  }
  skipByHand(step_number: number): void {
    const run = this.runs.get(step_number);
    const { error } = run.record;
    this.reopen(run);
    this.ends.skipped(run, 'manual', error);
    this.advance();
  }
  completeByHand(step_number: number, output: Json): void {
    const run = this.runs.get(step_number);
    this.reopen(run);
    const { attempts: attempt } = run.record;
    this.ends.completed(run, output, { at: this.now(), attempt, execution_time_ms: null });
    this.advance();
  }
  /** Gives what runs of the step so much more time. */
  extend(step_number: number, seconds: number): void {
    this.runs.get(step_number).extension_seconds += seconds;
    this.options.host.extendStep(step_number, seconds);
  }
  /** A worker's report on an attempt; late and repeated ones are ignored. */
  report(report: AttemptReport): void {
    const run = this.runs.byNumber.get(report.step_number);
    if (run && this.units.has(report.step_number, report.item ?? null)) this.reports.take(run, report);
  }
  childEnded(end: ChildEnd): void {
    this.children.keep(end);
  }

  private get holdsBack(): boolean {
    const pressure = this.options.host.historyPressure();
    return pressure === 'full' || (pressure === 'drain' && this.isSettledDown);
  }
  private takeIn(run: StepRun): void {
    this.ends.takeIn(run);
    if (run.record.status === 'pending' && run.waiting_on === 0) this.schedule.offer(run.step.step_number);
  }
  private now(): string {
    return new Date(this.options.host.now()).toISOString();
  }
  private join({ step }: StepRun) {
    return joinDecision(
      step.join,
      step.joined_dependencies.map((n) => this.runs.get(n)),
    );
  }
  /**
   * All dependencies of the step have ended: it runs, is skipped, or is held behind a failed one. One that a person
   * recovers meanwhile runs again: the step is held until that has ended too.
   */
  private consider(run: StepRun): void {
    const { step_number, dependencies } = run.step;
    if (dependencies.some((n) => !this.runs.get(n).ended)) return this.schedule.setAside(step_number);
    const decision = this.join(run);
    if (decision === 'run') return this.enter(run);
    if (decision !== 'dependency_failed' || !this.parks) return this.ends.skipped(run, decision);
    this.schedule.setAside(step_number);
    this.settleBehind(run);
  }
  /** What waits for a failed step keeps no later level closed, nor does what waits for that. */
  private settleBehind(held: StepRun): void {
    this.schedule.settle(held.step.step_number);
    const behind = [held];
    for (let run = behind.pop(); run; run = behind.pop()) {
      const dependents = this.runs.dependentsOf(run);
      behind.push(...dependents.filter(({ step }) => this.schedule.settle(step.step_number)));
    }
  }
  private enter(run: StepRun): void {
    const { condition, foreach } = run.step;
    try {
      if (condition && !isTruthy(evaluate(condition, this.scope))) return this.ends.skipped(run, 'condition_false');
    } catch (error) {
      if (!(error instanceof ExpressionTypeError)) throw error;
      return this.ends.failed(run, failureBeforeDispatch('type_error', error.message));
    }
    if (foreach) this.enterForeach(run);
    else this.enterOnce(run);
  }
  private enterOnce(run: StepRun): void {
    const resolved = this.inputs.of(run, null);
    if (!resolved.ok) return this.ends.failed(run, resolved.error);
    if (!this.takeOver(run, () => resolved.value)) this.units.start(run, null, resolved.value);
  }
  private enterForeach(run: StepRun): void {
    const list = this.inputs.list(run.step);
    if (!list.ok) return this.ends.failed(run, list.error);
    const foreach = run.goThrough(list.value);
    if (!this.takeOver(run, () => this.inputs.ofAll(run))) this.foreach.enter(run, foreach);
  }
  /** Takes the output from the record, where there is one of the same; `input` is null where an argument has no value. */
  private takeOver(run: StepRun, input: () => JsonObject | JsonObject[] | null): boolean {
    const { recording } = this.options;
    if (!recording || run.record.input_override) return false;
    const resolved = input();
    const recorded = resolved && recordedStep(recording, run.step, resolved);
    if (recorded) this.ends.takenOver(run, recorded, recording.execution_id);
    return recorded !== null;
  }
  private reopen(run: StepRun): void {
    this.ends.reopened(run);
    if (this.stopped) this.restart();
  }
  /** After a recovery by hand: what fail_fast cancelled waits for its turn again. */
  private restart(): void {
    this.stopped = false;
    for (const run of this.runs.all()) this.offerAgain(run);
  }
  private offerAgain(run: StepRun): void {
    if (run.record.status === 'cancelled') run.reopen();
    if (run.record.status === 'pending' && run.waiting_on === 0) this.schedule.offer(run.step.step_number);
    if (run.record.status === 'running' && run.foreach) this.foreach.goOn(run, run.foreach);
  }
  private afterFailure(): void {
    if (this.options.plan.execution.failure_policy === 'fail_fast') this.stop();
  }
  private ended({ run, item }: StepUnit, outcome: StepOutcome): void {
    if (item !== null && run.foreach) this.foreach.ended(run, run.foreach, item, outcome);
    else this.stepEnded(run, outcome);
    this.advance();
  }
  private stepEnded(run: StepRun, outcome: StepOutcome): void {
    switch (outcome.kind) {
      case 'completed': {
        const { attempt, started_at, completed_at: at, output } = outcome;
        this.reports.started(run, attempt, started_at, null);
        return this.ends.completed(run, output, { at, attempt, execution_time_ms: elapsedMs(outcome) });
      }
      case 'failed': {
        const { type, message, transient, completed_at } = outcome.failure;
        this.reports.lastFailed(run, outcome.failure, null);
        return this.ends.failed(run, { type, message, transient, attempt: run.record.attempts }, completed_at);
      }
      case 'cancelled':
        this.ends.cancelled(run);
        // A person has recovered the failure that it was cancelled for.
        return this.stopped ? undefined : this.offerAgain(run);
      default:
        return outcome satisfies never;
    }
  }
}
