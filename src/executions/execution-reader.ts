/** Reads executions: an open one is asked in its workflow, a closed one is read from the archive. */
import { Inject, Injectable } from '@nestjs/common';
import type { EventPage } from '../contracts/events.js';
import type { Execution, ExecutionRequest, ExecutionState } from '../contracts/execution.js';
import { notFound } from '../http/problem.js';
import { ExecutionLog } from './execution-log.js';
import { ExecutionStore, type StoredExecution } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';
import { PlanStore } from '../storage/plan-store.js';
import { isSilentWorker } from './silent-worker.js';
import { TEMPORAL_UI, type TemporalUi } from './temporal-ui.js';
import { stateBeforeStart } from './state-before-start.js';

export interface Sight {
  execution: Execution;
  /** False where no worker answers: then this is what was stored last. */
  is_current: boolean;
}
interface KnownState {
  state: ExecutionState;
  is_current: boolean;
}

@Injectable()
export class ExecutionReader {
  constructor(
    private readonly store: ExecutionStore,
    private readonly log: ExecutionLog,
    private readonly workflows: ExecutionWorkflows,
    private readonly plans: PlanStore,
    @Inject(TEMPORAL_UI) private readonly ui: TemporalUi,
  ) {}

  /** As `look`, whether that is current or not. @throws Problem 404, 503 */
  async read(execution_id: string): Promise<Execution> {
    return (await this.look(execution_id)).execution;
  }
  /** @throws Problem 404, 503 when no worker answers and nothing is stored of what has happened */
  async look(execution_id: string): Promise<Sight> {
    const stored = await this.store.find(execution_id);
    if (!stored) throw unknownExecution(execution_id);
    const { state, is_current } = await this.stateOf(stored);
    // It may have closed between the two: then the row says which run it was.
    const hasJustClosed = state.completed_at !== null && !stored.closed;
    const row = hasJustClosed ? ((await this.store.find(execution_id)) ?? stored) : stored;
    return { execution: this.present(row, state), is_current };
  }
  /** @throws Problem 404 */
  async events(execution_id: string, seq: number): Promise<EventPage> {
    const page = await this.log.eventsAfter(execution_id, seq);
    if (!page) throw unknownExecution(execution_id);
    return page;
  }

  private async stateOf(stored: StoredExecution): Promise<KnownState> {
    const { request, closed, state } = stored;
    if (closed && state) return { state, is_current: true };
    try {
      const live = await this.workflows.state(request.execution_id);
      return { state: live ?? (await this.lastStored(stored)), is_current: true };
    } catch (error) {
      const isKnown = isSilentWorker(error) && (state || (await this.workflows.isUnbegun(request.execution_id)));
      if (!isKnown) throw error;
      return { state: await this.lastStored(stored), is_current: false };
    }
  }
  private async lastStored({ request, state }: StoredExecution): Promise<ExecutionState> {
    return state ?? stateBeforeStart(await this.plans.get(request.plan_hash));
  }
  private present({ request, run_id }: StoredExecution, state: ExecutionState): Execution {
    const { execution_id, deliverable_type, version, input_data, user_id, rerun_of, created_at } = request;
    const { parent } = request;
    const temporal = {
      workflow_id: execution_id,
      run_id: run_id ?? '',
      ui_url: this.ui.executionUrl(execution_id, run_id),
    };
    const { status, ...rest } = state;
    return {
      execution_id,
      deliverable_type,
      version,
      status,
      input_data,
      ...rest,
      rerun_of,
      parent: parent ? { execution_id: parent.execution_id, step_number: parent.step_number } : null,
      user_id,
      created_at,
      temporal,
    };
  }
}
export const unknownExecution = (execution_id: string) => notFound(`There is no execution ${execution_id}`);
export type { ExecutionRequest };
