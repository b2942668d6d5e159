/** The graph of a stored version, with what its completed executions measured. */
import { Injectable } from '@nestjs/common';
import type { WorkflowGraph } from '../contracts/graph.js';
import type { DrawnStep } from '../plan/graph-formats/graph-drawing.js';
import { describeGraph } from '../plan/workflow-graph.js';
import { PlanStore } from '../storage/plan-store.js';
import type { StoredVersion, WorkflowRow } from './definition-store.js';
import { ExecutionStatistics } from './execution-statistics.js';

export interface MeasuredGraph {
  graph: WorkflowGraph;
  /** Ascending by step_number, with their measured p50 durations. */
  steps: DrawnStep[];
}

@Injectable()
export class MeasuredGraphs {
  constructor(
    private readonly plans: PlanStore,
    private readonly executions: ExecutionStatistics,
  ) {}

  /** Executions of other versions count where these have equal content, as after a rollback. */
  async describe({ head, stored }: { head: WorkflowRow; stored: StoredVersion }): Promise<MeasuredGraph> {
    const [plan, durations] = await Promise.all([
      this.plans.get(stored.plan_hash),
      this.executions.durations(head, stored.hash),
    ]);
    const { max_parallelism, mode } = plan.execution;
    const steps = plan.steps.map(({ step_number, step_name }) => {
      const p50_ms = durations.get(step_number);
      return p50_ms === undefined ? { step_number, step_name } : { step_number, step_name, p50_ms };
    });
    return { graph: describeGraph(plan, { durations, max_parallelism, mode }), steps };
  }
}
