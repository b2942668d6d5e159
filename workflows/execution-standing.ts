/**
 * How an execution stands, and how that becomes known: what ends, parks or asks is stored first, and told then.
 *
 * Invariant: an event that goes with a stored record is on the log only after `host.save` has stored that record.
 */
import type { EventBody } from '../src/contracts/events.js';
import type {
  Approval,
  ExecutionError,
  ExecutionRequest,
  ExecutionState,
  ExecutionStatus,
  Risk,
} from '../src/contracts/execution.js';
import type { Plan } from '../src/contracts/plan.js';
import type { AppliedCommands } from './applied-commands.js';
import type { EventLog } from './event-log.js';
import { type Ending, failure } from './execution-ending.js';
import { executionGraph, outputData } from './execution-state.js';
import { iso } from './iso-time.js';
import { assessRisk } from './risk.js';
import type { StepHost } from './step-host.js';
import type { StepScheduler } from './step-scheduler.js';

export interface ExecutionStandingOptions {
  plan: Plan;
  request: ExecutionRequest;
  host: StepHost;
  log: EventLog;
  steps: StepScheduler;
  commands: AppliedCommands;
}
/** The host's clock stands still while fast steps run. A worker's clock that is further ahead than this is wrong. In ms. */
const CLOCK_STANDS_MS = 10_000;

export class ExecutionStanding {
  status: ExecutionStatus = 'pending';
  /** In ms since the epoch. */
  startedAt: number | null = null;
  completedAt: string | null = null;
  risk: Risk | null = null;
  error: ExecutionError | null = null;
  parkedUntil: string | null = null;
  approval: Approval | null = null;
  /** A record with the next event is being stored. */
  storing = false;

  constructor(private readonly options: ExecutionStandingOptions) {}

  /** The host's clock, but not before the last thing that happened in a worker, as far as its clock can be right. */
  nowIso(): string {
    const { host, steps } = this.options;
    let latest = iso(host.now());
    const believable = iso(host.now() + CLOCK_STANDS_MS);
    for (const { record } of steps.runs.all()) {
      const at = record.completed_at;
      if (at !== null && at > latest && at <= believable) latest = at;
    }
    return latest;
  }
  /** Since the start, in ms. */
  elapsedMs(until = this.options.host.now()): number {
    return this.startedAt === null ? 0 : Math.max(0, until - this.startedAt);
  }
  tell(body: EventBody, at = this.nowIso()): void {
    this.options.log.append(body, at);
    this.options.log.flush();
  }
  show(status: ExecutionStatus): void {
    this.status = status;
    this.options.host.showStatus(status, this.risk?.score ?? null);
  }
  assess(): Risk {
    const { plan, steps } = this.options;
    const records = [...steps.runs.all()].map((run) => run.record);
    return assessRisk(plan, records, steps.scope);
  }
  failure(error: ExecutionError): Ending {
    const { request, steps } = this.options;
    const { parkedUntil: parked_until } = this;
    return failure({ execution_id: request.execution_id, error, failedSteps: steps.runs.failed, parked_until });
  }
  /** An event that everybody may see only once the record says the same. */
  async storeAndTell(status: ExecutionStatus, body: EventBody, at = this.nowIso()): Promise<void> {
    this.storing = true;
    await this.save(status, null, body, at);
    this.storing = false;
    this.tell(body, at);
  }
  /** Stores the record with its final event, then lets both be seen. */
  async close({ status, error, body }: Ending): Promise<void> {
    this.storing = true;
    this.error = error;
    this.risk ??= this.assess();
    const completed_at = this.nowIso();
    const final = { ...body, total_time_ms: this.elapsedMs(Date.parse(completed_at)) } as EventBody;
    await this.save(status, completed_at, final, completed_at);
    this.show(status);
    this.completedAt = completed_at;
    this.storing = false;
    this.tell(final, completed_at);
  }
  /** Stores how it stands now. */
  saveProgress(): Promise<void> {
    const { host, log, commands } = this.options;
    return host.save({ state: this.state(), events: log.all(), commands: commands.all() });
  }
  state(): ExecutionState {
    return this.stateAs(this.status, this.completedAt);
  }

  private save(status: ExecutionStatus, completed_at: string | null, body: EventBody, at: string): Promise<void> {
    const { host, log, commands } = this.options;
    const events = log.endingWith(log.draft(body, at));
    return host.save({ state: this.stateAs(status, completed_at), events, commands: commands.all() });
  }
  private stateAs(status: ExecutionStatus, completed_at: string | null): ExecutionState {
    const { plan, steps } = this.options;
    const records = [...steps.runs.all()].map((run) => run.record);
    const total_time_ms = completed_at === null ? this.elapsedMs() : this.elapsedMs(Date.parse(completed_at));
    return {
      status,
      output_data: completed_at === null ? null : outputData(steps.runs.all()),
      steps: records,
      progress: steps.progress,
      risk: this.risk,
      execution_graph: executionGraph(plan, records, steps.maxObservedParallelism, total_time_ms),
      error: this.error,
      dead_letter: this.parkedUntil === null ? null : { parked_until: this.parkedUntil },
      approval: this.approval,
      started_at: this.startedAt === null ? null : iso(this.startedAt),
      completed_at,
      total_time_ms: completed_at === null ? null : total_time_ms,
    };
  }
}
