/** Mends, at start-up, the rows of executions whose workflow never began, is gone, or closed without a record. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ExecutionRequest, ExecutionStatus } from '../contracts/execution.js';
import type { EventBus } from '../events/event-bus.js';
import { EVENT_BUS } from '../events/event-source.js';
import { PlanStore } from '../storage/plan-store.js';
import { ExecutionLog } from './execution-log.js';
import { ExecutionStore } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';
import { lostRecord } from './lost-execution.js';
import { Recordings } from './recordings.js';
import { stateBeforeStart } from './state-before-start.js';

const BATCH = 100;

@Injectable()
export class ExecutionReconciler {
  private readonly logger = new Logger('reconciler');

  constructor(
    private readonly store: ExecutionStore,
    private readonly workflows: ExecutionWorkflows,
    private readonly plans: PlanStore,
    private readonly log: ExecutionLog,
    private readonly recordings: Recordings,
    @Inject(EVENT_BUS) private readonly bus: EventBus,
  ) {}

  /** Goes once through all open executions; returns how many it mended. */
  async reconcile(): Promise<number> {
    let mended = 0;
    for (let after = ''; ;) {
      const rows = await this.store.open(after, BATCH);
      for (const row of rows) if (await this.mend(row)) mended += 1;
      if (rows.length < BATCH) break;
      after = rows.at(-1)?.request.execution_id ?? '';
    }
    if (mended > 0) this.logger.log(`Mended ${mended} execution(s) left by an earlier process`);
    return mended;
  }
  private async mend({ request, status }: { request: ExecutionRequest; status: ExecutionStatus }): Promise<boolean> {
    const standing = await this.workflows.standing(request.execution_id);
    if (standing === 'running' || (await this.isClosed(request))) return false;
    const isUnbegun = standing === 'unknown' && status === 'pending';
    if (isUnbegun && (await this.isWanted(request))) {
      await this.workflows.start(request, await this.recordings.recordingFor(request));
      return true;
    }
    await this.closeAsLost(request);
    return true;
  }
  /** Workers of other processes go on meanwhile: what was open when it was listed may have ended as it should. */
  private async isClosed({ execution_id }: ExecutionRequest): Promise<boolean> {
    return (await this.store.find(execution_id))?.closed !== false;
  }
  /** Nobody waits any more for a child whose parent has ended. */
  private async isWanted({ parent }: ExecutionRequest): Promise<boolean> {
    return !parent || (await this.workflows.standing(parent.execution_id)) === 'running';
  }
  private async closeAsLost(request: ExecutionRequest): Promise<void> {
    const { execution_id, plan_hash, parent } = request;
    const stored = await this.store.find(execution_id);
    const known = (await this.workflows.state(execution_id).catch(() => null)) ?? stored?.state;
    const state = known ?? stateBeforeStart(await this.plans.get(plan_hash));
    const page = await this.workflows.eventsAfter(execution_id, 0).catch(() => null);
    const log = page ?? (await this.log.lastStored(execution_id));
    const record = lostRecord({ request, state, log, run_id: stored?.run_id ?? '', at: new Date().toISOString() });
    await this.store.save(record);
    this.bus.publish(record.events.slice(-1));
    const { status, output_data: output, error } = record.state;
    if (parent) await this.workflows.tellParent(parent.execution_id, { execution_id, status, output, error });
  }
}
