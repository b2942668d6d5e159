/**
 * The interpreter of Plans: begins an execution, lets the scheduler carry its steps, and brings it to a defined end
 * (completed, failed, rejected, cancelled), by way of parking and approval where the Plan says so.
 *
 * Invariants:
 *  1. The final event is visible only after `host.save` has stored the record with it.
 *  2. Every command is either refused with a reason or applied at once; none is queued.
 *  3. No clock, randomness or I/O but through the host: the same host answers give the same log.
 */
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { OriginatedCommand } from '../src/contracts/commands.js';
import type { EventBody, EventPage } from '../src/contracts/events.js';
import type {
  Approval,
  AttemptRecord,
  ExecutionError,
  ExecutionRequest,
  ExecutionState,
  ExecutionStatus,
  Risk,
} from '../src/contracts/execution.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import { commandRefusal } from './command-refusal.js';
import { EventLog } from './event-log.js';
import { executionGraph, outputData } from './execution-state.js';
import { recoveryLinks } from './recovery-links.js';
import { assessRisk } from './risk.js';
import type { StepHost } from './step-host.js';
import { StepScheduler } from './step-scheduler.js';

/** How long an execution waits for approval unless it is given more: 72 h, in ms. */
export const APPROVAL_TTL_MS = 72 * 3_600_000;
type Stop = 'cancel' | 'timeout';
interface Ending {
  status: ExecutionStatus;
  body: EventBody;
}

export class PlanRunner {
  private readonly log: EventLog;
  private readonly steps: StepScheduler;
  private status: ExecutionStatus = 'pending';
  private stopReason: Stop | null = null;
  private startedAt: number | null = null;
  private completedAt: string | null = null;
  private output: JsonObject | null = null;
  private risk: Risk | null = null;
  private error: ExecutionError | null = null;
  private parkedUntil: string | null = null;
  private approval: Approval | null = null;
  private recovered = false;
  private closing = false;

  constructor(
    private readonly plan: Plan,
    private readonly request: ExecutionRequest,
    private readonly host: StepHost,
  ) {
    const { execution_id, input_data: input, options } = request;
    this.log = new EventLog(execution_id, (events) => host.publish(events));
    this.steps = new StepScheduler({
      execution_id,
      plan,
      input,
      context: executionContext(request),
      mode: options.mode ?? plan.execution.mode,
      max_parallelism: options.max_parallelism ?? plan.execution.max_parallelism,
      host,
      log: this.log,
    });
  }
  /** Runs the execution until it is closed. */
  async run(): Promise<void> {
    const { deliverable_type, version } = this.request;
    this.startedAt = this.host.now();
    this.status = 'running';
    this.append({ event: 'execution_started', deliverable_type, version, total_steps: this.plan.steps.length });
    this.steps.advance();
    while (this.completedAt === null) {
      await this.settle();
      await this.conclude();
    }
  }
  state(): ExecutionState {
    return this.stateAs(this.status, this.completedAt);
  }
  events(after: number): EventPage {
    return this.log.after(after);
  }
  /** The failed attempts of a step that another one followed. */
  failedAttempts(step_number: number): AttemptRecord[] {
    return this.steps.runs.get(step_number)?.record.retries ?? [];
  }
  report(report: AttemptReport): void {
    this.steps.report(report);
  }
  /** Why the command cannot be taken now; null when it can. */
  refusal(command: OriginatedCommand): string | null {
    const refusal = commandRefusal(this.state(), command);
    return refusal ?? (this.closing ? 'The execution is just ending and takes no more commands' : null);
  }
  /** Applies a command that `refusal` has nothing against. */
  command(command: OriginatedCommand): void {
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
      case 'approve':
        return this.decide('approved', command.actor, command.notes ?? null);
      case 'reject':
        return this.decide('rejected', command.actor, command.notes);
      case 'extend_approval':
        return this.extendApproval(command.seconds);
      default:
        return command satisfies never;
    }
  }

  private append(body: EventBody, at = this.nowIso()): void {
    this.log.append(body, at);
    this.log.flush();
  }
  /** The host's clock, but never before the last thing that happened in a worker. */
  private nowIso(): string {
    const ends = [...this.steps.runs.values()].map((run) => run.record.completed_at ?? '');
    return ends.reduce((latest, end) => (end > latest ? end : latest), iso(this.host.now()));
  }
  private elapsedMs(until: number): number {
    return this.startedAt === null ? 0 : Math.max(0, until - this.startedAt);
  }
  private remainingMs(): number | null {
    const { timeout_seconds } = this.plan.execution;
    return timeout_seconds === null ? null : Math.max(0, timeout_seconds * 1000 - this.elapsedMs(this.host.now()));
  }
  /** Until nothing runs and nothing may start. */
  private async settle(): Promise<void> {
    const idle = () => this.steps.isIdle;
    if (!(await this.host.wait(idle, this.remainingMs()))) this.stop('timeout');
    await this.host.wait(idle, null);
  }
  private stop(reason: Stop): void {
    this.stopReason ??= reason;
    this.steps.stop();
  }
  private pause(): void {
    this.status = 'paused';
    this.steps.paused = true;
    this.append({ event: 'execution_paused' });
  }
  private resume(): void {
    this.status = 'running';
    this.steps.paused = false;
    this.append({ event: 'execution_resumed' });
    this.steps.advance();
  }
  private recover(act: () => void): void {
    this.recovered = true;
    if (this.status === 'failed') this.status = 'running';
    this.parkedUntil = null;
    this.error = null;
    act();
  }
  /** Nothing runs any more: what the execution comes to. */
  private async conclude(): Promise<void> {
    if (this.stopReason !== null) return this.concludeStopped(this.stopReason);
    if (this.steps.failedSteps.length > 0) return this.concludeFailed();
    this.output = outputData(this.steps.runs.values());
    const findings = this.plan.output_schema === null ? [] : await this.host.checkOutput(this.output);
    if (findings.length > 0) {
      const message = `The output does not fit the output_schema: ${findings[0]?.message ?? ''}`;
      return this.close(this.failure({ type: 'output_invalid', message, findings: findings as unknown as Json[] }));
    }
    this.risk = this.assess();
    if (this.risk.decision === 'requires_approval') await this.awaitDecision(this.risk);
    if (this.stopReason !== null) return this.concludeStopped(this.stopReason);
    if (this.approval !== null && this.approval.status !== 'approved') return this.close(this.rejection());
    return this.close(this.completion());
  }
  private concludeStopped(reason: Stop): Promise<void> {
    this.steps.cancelRemaining();
    this.parkedUntil = null;
    if (reason === 'timeout') {
      const message = `The execution did not end within ${this.plan.execution.timeout_seconds} s`;
      return this.close(this.failure({ type: 'timeout', message }));
    }
    return this.close({ status: 'cancelled', body: { event: 'execution_cancelled', total_time_ms: 0 } });
  }
  private async concludeFailed(): Promise<void> {
    if (this.steps.isStopped) this.steps.cancelRemaining();
    if (this.plan.execution.on_failure === 'park') {
      await this.park();
      if (this.stopReason !== null || this.recovered) return;
      this.steps.skipHeld();
    }
    this.parkedUntil = null;
    this.risk = this.assess();
    await this.close(this.failure(this.stepFailure()));
  }
  private assess(): Risk {
    const steps = [...this.steps.runs.values()].map((run) => run.record);
    return assessRisk(this.plan, steps, this.steps.scope);
  }
  private stepFailure(): ExecutionError {
    const [first, ...others] = this.steps.failedSteps;
    const { step_number = 0, step_name = '', error = null } = first?.record ?? {};
    const more = others.length > 0 ? ` (and ${others.length} more failed)` : '';
    const message = `Step ${step_number} ${step_name} failed: ${error?.message ?? ''}${more}`;
    return { type: error?.type ?? 'error', message, step_number };
  }
  /** Waits with all checkpoints for a person, at most park_ttl_seconds. */
  private async park(): Promise<void> {
    const ttl_ms = this.plan.execution.park_ttl_seconds * 1000;
    this.recovered = false;
    this.status = 'failed';
    this.parkedUntil = iso(this.host.now() + ttl_ms);
    this.risk = this.assess();
    this.error = this.stepFailure();
    const { body } = this.failure(this.error);
    const at = this.nowIso();
    await this.host.save({ state: this.state(), events: this.log.endingWith(this.log.draft(body, at)) });
    if (this.isParked()) this.append(body, at);
    await this.host.wait(() => !this.isParked(), ttl_ms);
    if (this.recovered) await this.saveProgress();
  }
  private isParked(): boolean {
    return !this.recovered && this.stopReason === null;
  }
  private saveProgress(): Promise<void> {
    return this.host.save({ state: this.state(), events: this.log.after(0).items });
  }
  private async awaitDecision(risk: Risk): Promise<void> {
    const requested_at = this.nowIso();
    const expires_at = iso(this.host.now() + APPROVAL_TTL_MS);
    const undecided = { decided_at: null, decided_by: null, notes: null };
    this.approval = { status: 'pending', requested_at, expires_at, ...undecided };
    const body: EventBody = { event: 'approval_required', risk, expires_at };
    this.closing = true;
    const state = this.stateAs('awaiting_approval', null);
    await this.host.save({ state, events: this.log.endingWith(this.log.draft(body, requested_at)) });
    this.closing = false;
    this.status = 'awaiting_approval';
    this.append(body, requested_at);
    while (this.approval.status === 'pending' && this.stopReason === null) await this.awaitApprovalUntilExpiry();
  }
  private async awaitApprovalUntilExpiry(): Promise<void> {
    const { approval } = this;
    if (approval === null) return;
    const { expires_at } = approval;
    const changed = () =>
      approval.status !== 'pending' || approval.expires_at !== expires_at || this.stopReason !== null;
    const left_ms = Math.max(0, Date.parse(expires_at) - this.host.now());
    if (!(await this.host.wait(changed, left_ms))) this.decide('expired', null, 'Nobody decided in time');
  }
  private decide(status: Exclude<Approval['status'], 'pending'>, by: string | null, notes: string | null): void {
    if (this.approval === null) return;
    Object.assign(this.approval, { status, decided_at: this.nowIso(), decided_by: by, notes });
    this.status = 'running';
    this.append({ event: 'approval_decided', decision: status, by, notes });
  }
  private extendApproval(seconds: number): void {
    if (this.approval === null) return;
    this.approval.expires_at = iso(Date.parse(this.approval.expires_at) + seconds * 1000);
  }
  private completion(): Ending {
    const output = this.output ?? {};
    return {
      status: 'completed',
      body: { event: 'execution_completed', status: 'completed', total_time_ms: 0, output, risk: this.risk },
    };
  }
  private rejection(): Ending {
    const { body } = this.completion();
    this.error = {
      type: 'rejected',
      message: `The result was ${this.approval?.status}: ${this.approval?.notes ?? ''}`,
    };
    return { status: 'rejected', body: { ...body, status: 'rejected' } as EventBody };
  }
  private failure(error: ExecutionError): Ending {
    const failed = this.steps.failedSteps.map((run) => run.step.step_number);
    const dead_letter = this.parkedUntil === null ? null : { parked_until: this.parkedUntil };
    const recovery = dead_letter ? failed.flatMap((n) => recoveryLinks(this.request.execution_id, n)) : [];
    this.error = error;
    const total_time_ms = this.elapsedMs(this.host.now());
    return {
      status: 'failed',
      body: { event: 'execution_failed', error, failed_steps: failed, dead_letter, recovery, total_time_ms },
    };
  }
  /** Stores the record with its final event, then lets both be seen. */
  private async close({ status, body }: Ending): Promise<void> {
    this.closing = true;
    this.risk ??= this.assess();
    const completed_at = this.nowIso();
    const final = { ...body, total_time_ms: this.elapsedMs(Date.parse(completed_at)) } as EventBody;
    const event = this.log.draft(final, completed_at);
    await this.host.save({ state: this.stateAs(status, completed_at), events: this.log.endingWith(event) });
    this.status = status;
    this.completedAt = completed_at;
    this.append(final, completed_at);
  }
  private stateAs(status: ExecutionStatus, completed_at: string | null): ExecutionState {
    const steps = [...this.steps.runs.values()].map((run) => run.record);
    const total_time_ms = this.elapsedMs(completed_at === null ? this.host.now() : Date.parse(completed_at));
    return {
      status,
      output_data: completed_at === null ? null : outputData(this.steps.runs.values()),
      steps,
      progress: this.steps.progress,
      risk: this.risk,
      execution_graph: executionGraph(this.plan, steps, this.steps.maxObservedParallelism, total_time_ms),
      error: this.error,
      dead_letter: this.parkedUntil === null ? null : { parked_until: this.parkedUntil },
      approval: this.approval,
      started_at: this.startedAt === null ? null : iso(this.startedAt),
      completed_at,
      total_time_ms: completed_at === null ? null : total_time_ms,
    };
  }
}
const iso = (ms: number): string => new Date(ms).toISOString();

/** `$context`: the caller's own object under what the platform gives; nothing in it changes between attempts. */
function executionContext({ execution_id, deliverable_type, version, user_id, context }: ExecutionRequest): JsonObject {
  return { ...context, user_id, execution_id, deliverable_type, version };
}
