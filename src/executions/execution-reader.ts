/** Reads executions: an open one is asked in its workflow, a closed one is read from the archive. */
import { Inject, Injectable } from '@nestjs/common';
import type { EventPage } from '../contracts/events.js';
import type { Execution, ExecutionRequest, ExecutionState } from '../contracts/execution.js';
import { notFound } from '../http/problem.js';
import { ExecutionLog } from './execution-log.js';
import { ExecutionStore, type StoredExecution } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';
import { PlanStore } from '../storage/plan-store.js';
import { TEMPORAL_UI, type TemporalUi } from './temporal-ui.js';
import { stateBeforeStart } from './state-before-start.js';

@Injectable()
export class ExecutionReader {
  constructor(
    private readonly store: ExecutionStore,
    private readonly log: ExecutionLog,
    private readonly workflows: ExecutionWorkflows,
    private readonly plans: PlanStore,
    @Inject(TEMPORAL_UI) private readonly ui: TemporalUi,
  ) {}

  /** @throws Problem 404 */
  async read(execution_id: string): Promise<Execution> {
    const stored = await this.store.find(execution_id);
    if (!stored) throw unknownExecution(execution_id);
    const state = await this.stateOf(stored);
    // It may have closed between the two: then the row says which run it was.
    const hasJustClosed = state.completed_at !== null && !stored.closed;
    return this.present(hasJustClosed ? ((await this.store.find(execution_id)) ?? stored) : stored, state);
  }
  /** @throws Problem 404 */
  async events(execution_id: string, seq: number): Promise<EventPage> {
    const page = await this.log.eventsAfter(execution_id, seq);
    if (!page) throw unknownExecution(execution_id);
    return page;
  }

  private async stateOf({ request, closed, state }: StoredExecution): Promise<ExecutionState> {
    if (closed && state) return state;
    const live = await this.workflows.state(request.execution_id);
    return live ?? state ?? stateBeforeStart(await this.plans.get(request.plan_hash));
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
