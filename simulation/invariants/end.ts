import type { ExecutionState } from '../../src/contracts/execution.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

function wrongFailure({ error, steps }: ExecutionState, { faults, plan }: Observed): Verdict {
  if (!error) return 'it failed without an error';
  if (error.step_number === undefined) {
    if (error.type === 'timeout') return plan.execution.timeout_seconds === null ? 'it has no time limit' : null;
    const isUnfit = error.type === 'output_invalid' && faults.output_invalid && plan.output_schema !== null;
    return isUnfit ? null : `it failed with ${error.type}`;
  }
  const first = steps.find((step) => step.status === 'failed');
  const isRight = first?.step_number === error.step_number && first.error?.type === error.type;
  return isRight
    ? null
    : `it names step ${error.step_number} (${error.type}), the first that failed is ${first?.step_number}`;
}
function wrongEnd(observed: Observed): Verdict {
  const state = observed.state();
  const { plan, faults, ledger } = observed;
  switch (state.status) {
    case 'failed':
      return wrongFailure(state, observed);
    case 'cancelled':
      return ledger.cancelled ? null : 'nobody cancelled it';
    case 'completed':
    case 'rejected':
      return plan.output_schema !== null && faults.output_invalid ? 'its output does not fit' : null;
    default:
      return `closed as ${state.status}`;
  }
}
export const end: Invariant = {
  rule: 'an execution ends as its steps, its limits and people have it',
  closed: wrongEnd,
};
