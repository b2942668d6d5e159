import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

export const running = ({ status, items }: StepRecord): number => {
  if (status !== 'running') return 0;
  return items ? items.filter((item) => item.status === 'running').length : 1;
};
/** Steps, and items of steps, that run by what the records say. */
export const runningIn = ({ steps }: ExecutionState): number => steps.reduce((sum, step) => sum + running(step), 0);

function tooMany({ state, mode, max_parallelism, plan }: Observed): Verdict {
  const now = state();
  const limit = mode === 'sequential' ? 1 : max_parallelism;
  const count = runningIn(now);
  if (count > limit) return `${count} are in flight, ${limit} may be`;
  for (const { foreach, step_number } of plan.steps) {
    if (!foreach?.max_parallelism) continue;
    const record = now.steps.find((step) => step.step_number === step_number);
    const items = record ? running(record) : 0;
    if (items > foreach.max_parallelism) return `${items} items of step ${step_number} are in flight`;
  }
  return null;
}
/** The record may still count what the host has just ended; the other way round there is something nobody counts. */
function uncounted({ state, host }: Observed): Verdict {
  const counted = runningIn(state());
  return host().inFlight > counted ? `workers have ${host().inFlight}, the records say ${counted}` : null;
}
function understated({ state, mode, max_parallelism }: Observed): Verdict {
  const { max_observed_parallelism: most } = state().execution_graph;
  const limit = mode === 'sequential' ? 1 : max_parallelism;
  return most <= limit ? null : `max_observed_parallelism is ${most} of ${limit}`;
}
export const parallelism: Invariant = {
  rule: 'never more in flight than allowed, items counted',
  dispatched: (_dispatch, observed) => tooMany(observed),
  quiet: (observed) => tooMany(observed) ?? uncounted(observed),
  closed: understated,
};
