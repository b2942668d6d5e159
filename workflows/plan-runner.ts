/**
 * The interpreter of Plans: begins an execution, lets the scheduler carry its steps, and brings it to a defined end
 * (completed, failed, rejected, cancelled), by way of parking and approval where the Plan says so.
 *
 * Invariants:
 *  1. Every command is either refused with a reason or applied at once; none is queued.
 *  2. No clock, randomness or I/O but through the host: the same host answers give the same log.
 *  3. A run that hands over has nothing in flight that its checkpoint does not name.
 */
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { ChildEnd } from '../src/contracts/child.js';
import type { OriginatedCommand } from '../src/contracts/commands.js';
import type { EventBody, EventPage } from '../src/contracts/events.js';
import { executionContext } from '../src/contracts/execution-context.js';
import type {
  Approval,
  AttemptRecord,
  ExecutionRequest,
  ExecutionState,
  ExecutionStatus,
  Risk,
} from '../src/contracts/execution.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import { extendApproval, leftMs, requestedApproval } from './approval-wait.js';
import { AppliedCommands } from './applied-commands.js';
import { commandRefusal } from './command-refusal.js';
import { EventLog } from './event-log.js';
import { cancellation, completion, outputFailure, rejection, stepFailure, timeoutFailure } from './execution-ending.js';
import { ExecutionStanding } from './execution-standing.js';
import { outputData } from './execution-state.js';
import { iso } from './iso-time.js';
import type { Checkpoint, RunBeginning, RunEnd } from './run-checkpoint.js';
import type { StepHost } from './step-host.js';
import { StepScheduler } from './step-scheduler.js';

export { APPROVAL_TTL_MS } from './approval-wait.js';
type Stop = 'cancel' | 'timeout';

export class PlanRunner {
  private readonly log: EventLog;
  private readonly steps: StepScheduler;
  private readonly commands: AppliedCommands;
  private readonly standing: ExecutionStanding;
  private stopReason: Stop | null = null;
  private recovered = false;

  constructor(
    private readonly plan: Plan,
    private readonly request: ExecutionRequest,
    private readonly host: StepHost,
    { checkpoint, recording }: RunBeginning = {},
  ) {
    const { execution_id, input_data: input, options, user_id, context, parent = null } = request;
    this.log = new EventLog(execution_id, (events) => host.publish(events), checkpoint?.log);
    this.steps = new StepScheduler({
      execution: { execution_id, user_id, context, parent },
      plan,
      input,
      context: executionContext(request),
      mode: options.mode ?? plan.execution.mode,
      max_parallelism: options.max_parallelism ?? plan.execution.max_parallelism,
      host,
      log: this.log,
      recording,
      checkpoint: checkpoint?.scheduler,
    });
    this.commands = new AppliedCommands(checkpoint?.commands);
    const { log, steps, commands } = this;
    this.standing = new ExecutionStanding({ plan, request, host, log, steps, commands });
    if (checkpoint) this.goOnFrom(checkpoint);
  }
  /** Runs the execution until it is closed, or until another run of the workflow is to go on with it. */
  async run(): Promise<RunEnd> {
    if (this.standing.startedAt === null) this.begin();
    else this.steps.resume();
    while (this.standing.completedAt === null) {
      const checkpoint = await this.settle();
      if (checkpoint) return { kind: 'handed_over', checkpoint };
      await this.conclude();
    }
    return { kind: 'closed' };
  }
  state(): ExecutionState {
    return this.standing.state();
  }
  events(after: number): EventPage {
    return this.log.after(after);
  }
  /** The failed attempts of a step, or of one item of it, that another one followed. */
  failedAttempts(step_number: number, item: number | null = null): AttemptRecord[] {
    const retries = this.steps.runs.byNumber.get(step_number)?.record.retries ?? [];
    return retries.filter((retry) => (retry.item ?? null) === item);
  }
  /** By how many seconds the time limits of what runs of a step were extended. */
  extension(step_number: number): number {
    return this.steps.runs.byNumber.get(step_number)?.extension_seconds ?? 0;
  }
  report(report: AttemptReport): void {
    this.steps.report(report);
  }
  /** An execution that a step of this one began has ended. */
  childEnded(end: ChildEnd): void {
    this.steps.childEnded(end);
  }
  /** Commands have to wait a moment: a record is being stored, with which the execution ends, parks or asks. */
  get isBusy(): boolean {
    const { storing, approval, completedAt } = this.standing;
    const isDecided = approval !== null && approval.status !== 'pending' && completedAt === null;
    return storing || isDecided;
  }
  /** The status after a command that was applied already, in this run or one before; null for a new one. */
  answerOf({ id }: OriginatedCommand): ExecutionStatus | null {
    return id === undefined ? null : this.commands.answerOf(id);
  }
  /** Why the command cannot be taken now; null when it can. */
  refusal(command: OriginatedCommand): string | null {
    const refusal = commandRefusal({ state: this.state(), steps: this.steps }, command);
    if (refusal !== null) return refusal;
    if (this.stopReason !== null && command.kind !== 'cancel') return 'The execution is being stopped';
    return this.isBusy ? 'The execution is just being stored; give the command again' : null;
  }
  /** Applies a command that `refusal` has nothing against. */
  command(command: OriginatedCommand): void {
    this.apply(command);
    this.commands.add(command, this.standing.status, this.standing.nowIso());
  }

  private apply(command: OriginatedCommand): void {
    switch (command.kind) {
      case 'cancel':
        return this.stop('cancel');
      case 'pause':
        return this.pause();
      case 'resume':
        return this.resume();
      case 'retry':
        return this.recover(() => this.steps.retry(command.step_number, command.input_override));
      case 'skip':
        return this.recover(() => this.steps.skipByHand(command.step_number));
      case 'complete':
        return this.recover(() => this.steps.completeByHand(command.step_number, command.output));
      case 'extend_timeout':
        return this.steps.extend(command.step_number, command.seconds);
      case 'signal':
        return this.steps.signals.keep({ name: command.name, payload: command.payload });
      case 'approve':
        return this.decide('approved', command.actor, command.notes ?? null);
      case 'reject':
        return this.decide('rejected', command.actor, command.notes);
      case 'extend_approval':
        return this.standing.approval ? extendApproval(this.standing.approval, command.seconds) : undefined;
      default:
        return command satisfies never;
    }
  }
  private begin(): void {
    const { deliverable_type, version } = this.request;
    this.standing.startedAt = this.host.now();
    this.standing.status = 'running';
    const total_steps = this.plan.steps.length;
    this.standing.tell({ event: 'execution_started', deliverable_type, version, total_steps });
    this.steps.advance();
  }
  private goOnFrom({ status, started_at }: Checkpoint): void {
    this.standing.status = status;
    this.standing.startedAt = started_at;
    this.steps.paused = status === 'paused';
  }
  private remainingMs(): number | null {
    const { timeout_seconds } = this.plan.execution;
    return timeout_seconds === null ? null : Math.max(0, timeout_seconds * 1000 - this.standing.elapsedMs());
  }
  /** Until nothing runs and nothing may start, or until it is time for another run of the workflow. */
  private async settle(): Promise<Checkpoint | null> {
    const settled = () => this.steps.isIdle || this.steps.wantsHandOver;
    for (;;) {
      if (!(await this.host.wait(settled, this.remainingMs()))) {
        this.stop('timeout');
        await this.host.wait(settled, null);
      }
      if (this.steps.isIdle) return null;
      // A pause may have come between: then the time limit goes on.
      const checkpoint = this.steps.wantsHandOver ? await this.handOver() : null;
      if (checkpoint) return checkpoint;
    }
  }
  /** Stores the log so far; null when the execution was stopped meanwhile and is to end in this run. */
  private async handOver(): Promise<Checkpoint | null> {
    this.steps.handOver();
    do {
      const items = this.log.all();
      const { last_seq } = this.log;
      const commands = this.commands.all();
      if (items.length > 0) {
        await this.host.saveSegment(items, commands);
        this.log.release(last_seq);
        this.commands.release(commands);
      }
      await this.host.wait(() => this.steps.isSettledDown, null);
    } while (!this.steps.isSettledDown);
    const { startedAt: started_at } = this.standing;
    if (this.stopReason !== null || this.steps.isStopped || started_at === null) {
      this.steps.keep();
      return null;
    }
    const status = this.standing.status === 'paused' ? 'paused' : 'running';
    const commands = this.commands.checkpoint();
    return { status, started_at, log: this.log.checkpoint(), commands, scheduler: this.steps.checkpoint() };
  }
  private stop(reason: Stop): void {
    this.stopReason ??= reason;
    this.steps.stop();
  }
  private pause(): void {
    this.standing.show('paused');
    this.steps.paused = true;
    this.standing.tell({ event: 'execution_paused' });
  }
  private resume(): void {
    this.standing.show('running');
    this.steps.paused = false;
    this.standing.tell({ event: 'execution_resumed' });
    this.steps.advance();
  }
  private recover(act: () => void): void {
    this.recovered = true;
    this.standing.parkedUntil = null;
    this.standing.error = null;
    this.standing.risk = null;
    if (this.standing.status === 'failed') this.standing.show(this.steps.paused ? 'paused' : 'running');
    act();
  }
  /** Nothing runs any more: what the execution comes to. */
  private async conclude(): Promise<void> {
    if (this.stopReason !== null) return this.concludeStopped(this.stopReason);
    if (this.steps.runs.failed.length > 0) return this.concludeFailed();
    const output = outputData(this.steps.runs.all());
    const findings = this.plan.output_schema === null ? [] : await this.host.checkOutput(output);
    if (this.stopReason !== null) return this.concludeStopped(this.stopReason);
    if (this.steps.paused) return;
    if (findings.length > 0) return this.standing.close(this.standing.failure(outputFailure(findings)));
    const risk = this.standing.assess();
    this.standing.risk = risk;
    if (risk.decision === 'requires_approval') await this.awaitDecision(risk);
    if (this.stopReason !== null) return this.concludeStopped(this.stopReason);
    return this.concludeFinished(output, risk);
  }
  private concludeFinished(output: JsonObject, risk: Risk): Promise<void> {
    const { approval } = this.standing;
    const isRejected = approval !== null && approval.status !== 'approved';
    return this.standing.close(isRejected ? rejection(output, risk, approval) : completion(output, risk));
  }
  private concludeStopped(reason: Stop): Promise<void> {
    this.steps.cancelRemaining();
    this.standing.parkedUntil = null;
    if (reason === 'cancel') return this.standing.close(cancellation());
    return this.standing.close(this.standing.failure(timeoutFailure(this.plan.execution.timeout_seconds)));
  }
  private async concludeFailed(): Promise<void> {
    if (this.steps.isStopped) this.steps.cancelRemaining();
    if (this.plan.execution.on_failure === 'park') {
      await this.park();
      if (this.stopReason !== null || this.recovered) return;
      this.steps.skipHeld();
    }
    this.standing.parkedUntil = null;
    this.standing.risk = this.standing.assess();
    await this.standing.close(this.standing.failure(stepFailure(this.steps.runs.failed)));
  }
  /** Waits with all checkpoints for a person, at most park_ttl_seconds. */
  private async park(): Promise<void> {
    const { standing } = this;
    const ttl_ms = this.plan.execution.park_ttl_seconds * 1000;
    this.recovered = false;
    standing.parkedUntil = iso(this.host.now() + ttl_ms);
    standing.risk = standing.assess();
    standing.error = stepFailure(this.steps.runs.failed);
    standing.show('failed');
    const { body } = standing.failure(standing.error);
    await standing.storeAndTell('failed', { ...body, total_time_ms: standing.elapsedMs() } as EventBody);
    await this.host.wait(() => this.recovered || this.stopReason !== null, ttl_ms);
    if (this.recovered) await standing.saveProgress();
  }
  private async awaitDecision(risk: Risk): Promise<void> {
    const { standing } = this;
    const requested_at = standing.nowIso();
    const approval = requestedApproval(requested_at, this.host.now());
    standing.approval = approval;
    const { expires_at } = approval;
    await standing.storeAndTell('awaiting_approval', { event: 'approval_required', risk, expires_at }, requested_at);
    standing.show('awaiting_approval');
    while (approval.status === 'pending' && this.stopReason === null) await this.awaitApprovalUntilExpiry(approval);
  }
  private async awaitApprovalUntilExpiry(approval: Approval): Promise<void> {
    const { expires_at } = approval;
    const changed = () =>
      approval.status !== 'pending' || approval.expires_at !== expires_at || this.stopReason !== null;
    if (!(await this.host.wait(changed, leftMs(approval, this.host.now()))))
      this.decide('expired', null, 'Nobody decided in time');
  }
  private decide(status: Exclude<Approval['status'], 'pending'>, by: string | null, notes: string | null): void {
    const { standing } = this;
    if (standing.approval === null) return;
    Object.assign(standing.approval, { status, decided_at: standing.nowIso(), decided_by: by, notes });
    standing.show('running');
    standing.tell({ event: 'approval_decided', decision: status, by, notes });
  }
}
