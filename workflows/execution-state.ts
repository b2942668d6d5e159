/** Figures of an execution that follow from its steps. */
import type { ExecutionGraph, Progress, StepRecord } from '../src/contracts/execution.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import type { StepRun } from './step-run.js';

const twoDecimals = (value: number): number => Math.round(value * 100) / 100;

/** Every ended step counts, skipped and failed ones too: 100 at the end. */
export function progressOf(completed_steps: number, total_steps: number): Progress {
  return { completed_steps, total_steps, progress_percent: twoDecimals((100 * completed_steps) / total_steps) };
}
/** `{output_variable: output}` of all steps with a value; of two with one variable the later step wins. */
export function outputData(runs: Iterable<StepRun>): JsonObject {
  const values = [...runs].filter((run) => run.has_value);
  return Object.fromEntries(values.map((run) => [run.step.output_variable, run.record.output]));
}
/** Speed-up: the sum of the steps' own times over the wall time, both in ms. */
export function executionGraph(
  plan: Plan,
  steps: StepRecord[],
  max_parallelism: number,
  total_time_ms: number,
): ExecutionGraph {
  const sequential_time_ms = steps.reduce((sum, step) => sum + (step.execution_time_ms ?? 0), 0);
  return {
    execution_order: plan.levels,
    critical_path: plan.critical_path,
    parallelization_factor: plan.parallelization_factor,
    max_observed_parallelism: max_parallelism,
    sequential_time_ms,
    speedup: total_time_ms > 0 ? twoDecimals(sequential_time_ms / total_time_ms) : 1,
  };
}
