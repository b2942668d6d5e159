/** Mends, at start-up, the rows of executions whose workflow never began, is gone, or closed without a record. */
import { Injectable, Logger } from '@nestjs/common';
import type { ExecutionRequest, ExecutionState, ExecutionStatus } from '../contracts/execution.js';
import { PlanStore } from '../storage/plan-store.js';
import { ExecutionStore } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';
import { stateBeforeStart } from './state-before-start.js';

const BATCH = 100;
const IDEMPOTENCY_KEYS_KEPT_MS = 7 * 24 * 3_600_000;

@Injectable()
export class ExecutionReconciler {
  private readonly logger = new Logger('reconciler');

  constructor(
    private readonly store: ExecutionStore,
    private readonly workflows: ExecutionWorkflows,
    private readonly plans: PlanStore,
  ) {}

  /** Goes once through all open executions; returns how many it mended. */
  async reconcile(): Promise<number> {
    await this.store.deleteIdempotencyKeysBefore(new Date(Date.now() - IDEMPOTENCY_KEYS_KEPT_MS));
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
    if (standing === 'running') return false;
    if (standing === 'unknown' && status === 'pending') {
      await this.workflows.start(request);
      return true;
    }
    await this.closeAsLost(request);
    return true;
  }
  private async closeAsLost(request: ExecutionRequest): Promise<void> {
    const known = await this.workflows.state(request.execution_id).catch(() => null);
    const events = (await this.workflows.eventsAfter(request.execution_id, 0).catch(() => null))?.items ?? [];
    const before = known ?? stateBeforeStart(await this.plans.get(request.plan_hash));
    const error = {
      type: 'workflow_lost',
      message: 'The Temporal workflow of this execution was ended or lost outside the platform',
    };
    const completed_at = new Date().toISOString();
    const closed: ExecutionState = { ...before, status: 'failed', error, dead_letter: null, completed_at };
    await this.store.save({ request, run_id: '', state: closed, events });
  }
}
