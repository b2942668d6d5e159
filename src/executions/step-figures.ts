/** What statistics keep of the steps of a closed execution. */
import type { ExecutionState, StepRecord } from '../contracts/execution.js';
import type { StepFigures } from '../storage/schema.js';

/** In the order of the steps; null for an execution that is still open. */
export function stepFigures({ completed_at, steps }: ExecutionState): StepFigures[] | null {
  if (completed_at === null) return null;
  return steps.map((step) => [step.step_number, step.status, step.execution_time_ms, failedAttempts(step)]);
}
/** Those that another attempt followed, and the last one when it failed too. */
function failedAttempts({ retries, error, execution_time_ms }: StepRecord): number {
  const lastFailed = error !== null && error.attempt > 0 && execution_time_ms === null;
  const isKept = lastFailed && retries.some(({ attempt }) => attempt === error.attempt);
  return retries.length + (lastFailed && !isKept ? 1 : 0);
}
