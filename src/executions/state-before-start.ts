/** The state of an execution whose workflow has not begun. */
import type { ExecutionState, StepRecord } from '../contracts/execution.js';
import type { Plan, PlanStep } from '../contracts/plan.js';

function pendingStep({ step_number, step_name, function: name }: PlanStep): StepRecord {
  const nothing = { output: null, used_fallback: false, skip_reason: null, error: null, retries: [] };
  const times = { started_at: null, completed_at: null, execution_time_ms: null };
  return { step_number, step_name, function: name, status: 'pending', attempts: 0, ...nothing, ...times };
}
export function stateBeforeStart(plan: Plan): ExecutionState {
  const { levels: execution_order, critical_path, parallelization_factor } = plan;
  const measured = { max_observed_parallelism: 0, sequential_time_ms: 0, speedup: 1 };
  return {
    status: 'pending',
    output_data: null,
    steps: plan.steps.map(pendingStep),
    progress: { completed_steps: 0, total_steps: plan.steps.length, progress_percent: 0 },
    risk: null,
    execution_graph: { execution_order, critical_path, parallelization_factor, ...measured },
    error: null,
    dead_letter: null,
    approval: null,
    started_at: null,
    completed_at: null,
    total_time_ms: null,
  };
}
