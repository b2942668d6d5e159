/**
 * Carries the steps of one execution to their ends: what is ready starts, what cannot run is skipped, what fails is
 * decided by policy. It knows nothing of parking, approval or closing; PlanRunner does.
 *
 * Invariants:
 *  1. A step starts at most once at a time, and only after all its dependencies have ended.
 *  2. Every step end appends exactly one end event and one progress_update.
 *  3. Nothing starts while `paused` or after `stop`.
 */
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { SkipReason, StepError } from '../src/contracts/execution.js';
import type { ExecutionMode } from '../src/contracts/document.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import { evaluate, isTruthy } from '../src/language/evaluate.js';
import { ExpressionTypeError } from '../src/language/expression-type-error.js';
import { resolveBinding } from '../src/language/resolve-binding.js';
import type { Scope } from '../src/language/scope.js';
import type { EventLog } from './event-log.js';
import { progressOf } from './execution-state.js';
import { failureDecision } from './failure-policy.js';
import { joinDecision } from './join-policy.js';
import { recoveryLinks } from './recovery-links.js';
import { Schedule } from './schedule.js';
import type { StepHost, StepOutcome } from './step-host.js';
import { StepRun } from './step-run.js';

export interface StepSchedulerOptions {
  execution_id: string;
  plan: Plan;
  input: JsonObject;
  context: JsonObject;
  mode: ExecutionMode;
  max_parallelism: number;
  host: StepHost;
  log: EventLog;
}
const failureBeforeDispatch = (type: string, message: string): StepError => ({
  type,
  message,
  transient: false,
  attempt: 0,
});

export class StepScheduler {
  readonly runs: Map<number, StepRun>;
  readonly scope: Scope;
  paused = false;
  maxObservedParallelism = 0;
  private readonly dependents = new Map<number, StepRun[]>();
  private readonly schedule: Schedule;
  private readonly inFlight = new Set<number>();
  /** Steps that stay pending behind a failed one, because a person may still recover it. */
  private readonly held = new Set<number>();
  private readonly parks: boolean;
  private endedSteps = 0;
  private stopped = false;

  constructor(private readonly options: StepSchedulerOptions) {
    const { plan, mode, max_parallelism, input, context } = options;
    this.runs = new Map(plan.steps.map((step) => [step.step_number, new StepRun(step)]));
    this.schedule = new Schedule({ mode, max_parallelism, levels: plan.levels });
    this.parks = plan.execution.on_failure === 'park';
    this.scope = { input, context, stepOutput: (n) => this.outputOf(n) };
    for (const run of this.runs.values()) this.registerDependencies(run);
  }
  get isIdle(): boolean {
    return this.inFlight.size === 0 && (this.stopped || (!this.paused && this.schedule.isEmpty));
  }
  get isStopped(): boolean {
    return this.stopped;
  }
  get progress() {
    return progressOf(this.endedSteps, this.runs.size);
  }
  get failedSteps(): StepRun[] {
    return [...this.runs.values()].filter((run) => run.failed);
  }
  /** Starts what may start, and tells the subscribers what happened. */
  advance(): void {
    while (!this.paused && !this.stopped) {
      const step_number = this.schedule.take(this.inFlight.size);
      if (step_number === undefined) break;
      const run = this.run(step_number);
      if (run.record.status === 'pending') this.consider(run);
    }
    this.options.log.flush();
  }
  /** Starts nothing more and cancels what runs; `isIdle` once that has ended. */
  stop(): void {
    this.stopped = true;
    for (const step_number of this.inFlight) this.options.host.cancelStep(step_number);
  }
  /** Steps that never ended are cancelled: after `stop`, when nothing runs any more. */
  cancelRemaining(): void {
    for (const run of this.runs.values()) if (!run.ended) run.cancelled(this.now());
  }
  /** What is held behind a failed step is skipped for good; what only then could run is cancelled. */
  skipHeld(): void {
    for (const level of this.options.plan.levels) {
      for (const run of level.map((n) => this.run(n))) {
        if (run.ended) continue;
        const decision = this.join(run);
        if (decision === 'run') run.cancelled(this.now());
        else this.skip(run, decision);
      }
    }
    this.stopped = true;
    this.options.log.flush();
  }
  retry(step_number: number, input_override: JsonObject | undefined): void {
    const run = this.run(step_number);
    run.keepFailedAttempt();
    this.reopen(run);
    run.input_override = input_override ?? run.input_override;
    this.schedule.offer(step_number);
    this.advance();
  }
  skipByHand(step_number: number): void {
    const run = this.run(step_number);
    const { error } = run.record;
    this.reopen(run);
    this.skip(run, 'manual', error);
    this.releaseHeld();
    this.advance();
  }
  completeByHand(step_number: number, output: Json): void {
    const run = this.run(step_number);
    this.reopen(run);
    run.completed(output, this.now(), null);
    this.completed(run);
    this.releaseHeld();
    this.advance();
  }
  /** A worker's report on an attempt; late and repeated ones are ignored. */
  report(report: AttemptReport): void {
    const run = this.runs.get(report.step_number);
    if (!run || !this.inFlight.has(report.step_number)) return;
    switch (report.kind) {
      case 'started':
        return this.started(run, report);
      case 'failed':
        return this.attemptFailed(run, report);
      case 'progress':
        this.attemptHasStarted(run, report.attempt, report.at);
        this.append({ event: 'step_progress', step_number: report.step_number, ...report.update }, report.at);
        return this.options.log.flush();
      default:
        return report satisfies never;
    }
  }

  private registerDependencies(run: StepRun): void {
    for (const dependency of run.step.dependencies) {
      const list = this.dependents.get(dependency) ?? [];
      list.push(run);
      this.dependents.set(dependency, list);
    }
    if (run.waiting_on === 0) this.schedule.offer(run.step.step_number);
  }
  private run(step_number: number): StepRun {
    const run = this.runs.get(step_number);
    if (!run) throw new Error(`The Plan has no step ${step_number}`);
    return run;
  }
  private outputOf(step_number: number): Json | undefined {
    const run = this.runs.get(step_number);
    return run?.has_value ? run.record.output : undefined;
  }
  private now(): string {
    return new Date(this.options.host.now()).toISOString();
  }
  private append(body: Parameters<EventLog['append']>[0], at = this.now()): void {
    this.options.log.append(body, at);
  }
  private join(run: StepRun) {
    return joinDecision(
      run.step.join,
      run.step.joined_dependencies.map((n) => this.run(n)),
    );
  }
  /** All dependencies of the step have ended: it runs, is skipped, or is held behind a failed one. */
  private consider(run: StepRun): void {
    const decision = this.join(run);
    if (decision === 'run') return this.enter(run);
    if (decision === 'dependency_failed' && this.parks) return this.hold(run);
    this.skip(run, decision);
  }
  private enter(run: StepRun): void {
    const { condition, join } = run.step;
    try {
      if (condition && !isTruthy(evaluate(condition, this.scope))) return this.skip(run, 'condition_false');
    } catch (error) {
      if (!(error instanceof ExpressionTypeError)) throw error;
      return this.fail(run, failureBeforeDispatch('type_error', error.message));
    }
    if (run.input_override) return this.dispatch(run, run.input_override);
    const resolved = resolveBinding(run.step.input, this.scope, { missing_is_null: join !== 'all' });
    if (!resolved.ok) return this.fail(run, failureBeforeDispatch('reference_not_found', resolved.message));
    this.dispatch(run, (resolved.value ?? {}) as JsonObject);
  }
  private hold(run: StepRun): void {
    this.held.add(run.step.step_number);
    this.schedule.settle(run.step.step_number);
  }
  private releaseHeld(): void {
    for (const step_number of this.held) this.schedule.offer(step_number);
    this.held.clear();
  }
  private reopen(run: StepRun): void {
    run.reopen();
    this.endedSteps -= 1;
    this.restart();
  }
  /** After a recovery by hand: what fail_fast cancelled waits for its turn again. */
  private restart(): void {
    if (!this.stopped) return;
    this.stopped = false;
    for (const run of this.runs.values()) {
      if (run.record.status === 'cancelled') run.reopen();
      if (run.record.status === 'pending' && run.waiting_on === 0) this.schedule.offer(run.step.step_number);
    }
  }
  private dispatch(run: StepRun, input: JsonObject): void {
    const { host } = this.options;
    const { step_number } = run.step;
    run.record.status = 'running';
    this.inFlight.add(step_number);
    this.maxObservedParallelism = Math.max(this.maxObservedParallelism, this.inFlight.size);
    const dispatch = { step: run.step, input, earlier_attempts: run.record.attempts };
    void host.runStep(dispatch, (report) => this.report(report)).then((outcome) => this.ended(run, outcome));
  }
  private started(run: StepRun, report: Extract<AttemptReport, { kind: 'started' }>): void {
    if (!run.attemptStarted(report)) return;
    const { step_number, step_name } = run.step;
    this.append({ event: 'step_started', step_number, step_name, attempt: report.attempt }, report.at);
    this.options.log.flush();
  }
  private attemptFailed(run: StepRun, { failure }: Extract<AttemptReport, { kind: 'failed' }>): void {
    const delay_seconds = failure.delay_seconds ?? 0;
    this.attemptHasStarted(run, failure.attempt, failure.started_at);
    if (!run.attemptFailed(failure, delay_seconds)) return;
    const { step_number } = run.step;
    const { attempt, type: error_type, message, transient, completed_at: at } = failure;
    this.timedOut(run, error_type, attempt, at);
    this.append({ event: 'step_retrying', step_number, attempt, error_type, message, transient, delay_seconds }, at);
    this.options.log.flush();
  }
  private timedOut(run: StepRun, error_type: string, attempt: number, at: string): void {
    if (error_type !== 'timeout') return;
    const { step_number, timeout_seconds } = run.step;
    this.append({ event: 'step_timeout', step_number, attempt, timeout_seconds }, at);
  }
  /** A short attempt is not reported when it starts; its result carries the time. */
  private attemptHasStarted(run: StepRun, attempt: number, at: string | null): void {
    if (at !== null) this.started(run, { kind: 'started', step_number: run.step.step_number, attempt, at });
  }
  private ended(run: StepRun, outcome: StepOutcome): void {
    const endedBefore = run.told;
    this.inFlight.delete(run.step.step_number);
    switch (outcome.kind) {
      case 'completed':
        this.attemptHasStarted(run, outcome.attempt, outcome.started_at);
        run.completed(outcome.output, outcome.completed_at, elapsed(outcome.started_at, outcome.completed_at));
        this.completed(run, outcome.attempt);
        break;
      case 'failed':
        this.lastAttemptFailed(run, outcome.failure);
        break;
      case 'cancelled':
        run.cancelled(this.now());
        break;
      default:
        return outcome satisfies never;
    }
    if (endedBefore) this.releaseHeld();
    this.advance();
  }
  private lastAttemptFailed(run: StepRun, failure: Extract<StepOutcome, { kind: 'failed' }>['failure']): void {
    const { type, message, transient, completed_at } = failure;
    this.attemptHasStarted(run, failure.attempt, failure.started_at);
    run.record.attempts = Math.max(run.record.attempts, failure.attempt);
    const attempt = run.record.attempts;
    this.timedOut(run, type, attempt, completed_at);
    this.fail(run, { type, message, transient, attempt }, completed_at);
  }
  private completed(run: StepRun, attempt = run.record.attempts): void {
    const { step_number, step_name } = run.step;
    const { execution_time_ms, output, used_fallback, error, completed_at } = run.record;
    const more = { attempt, execution_time_ms: execution_time_ms ?? 0, output, used_fallback, error };
    this.append(
      { event: 'step_completed', step_number, step_name, status: 'completed', ...more },
      completed_at ?? this.now(),
    );
    this.tellDependents(run);
  }
  private fail(run: StepRun, error: StepError, at = this.now()): void {
    const decision = failureDecision(run.step, error);
    switch (decision.status) {
      case 'completed':
        run.completedByFallback(decision.output, error, at);
        return this.completed(run);
      case 'skipped':
        return this.skip(run, 'error', error, at);
      case 'failed':
        return this.failed(run, error, at);
      default:
        return decision satisfies never;
    }
  }
  private failed(run: StepRun, error: StepError, at: string): void {
    const { step_number, step_name } = run.step;
    run.failedWith(error, at);
    const recovery = this.parks ? recoveryLinks(this.options.execution_id, step_number) : [];
    this.append({ event: 'step_failed', step_number, step_name, error, recovery }, at);
    this.tellDependents(run);
    if (this.options.plan.execution.failure_policy === 'fail_fast') this.stop();
  }
  private skip(run: StepRun, reason: SkipReason, error: StepError | null = null, at = this.now()): void {
    const { step_number, step_name } = run.step;
    run.skipped(reason, error, at);
    this.append({ event: 'step_skipped', step_number, step_name, reason, error }, at);
    this.tellDependents(run);
  }
  private tellDependents(run: StepRun): void {
    this.endedSteps += 1;
    this.append({ event: 'progress_update', ...this.progress }, run.record.completed_at ?? this.now());
    this.schedule.settle(run.step.step_number);
    if (run.told) return;
    run.told = true;
    for (const dependent of this.dependents.get(run.step.step_number) ?? []) {
      dependent.waiting_on -= 1;
      if (dependent.waiting_on === 0 && !dependent.ended) this.schedule.offer(dependent.step.step_number);
    }
  }
}
const elapsed = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from));
