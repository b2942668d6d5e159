import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

type Skipped = Extract<ExecutionEvent, { event: 'step_skipped' }>;

/** When a parking is over, what could only run then is cancelled, which the log does not say. */
function isOpen(step_number: number, { ledger, state }: Observed): boolean {
  if (ledger.step(step_number).end !== null) return false;
  return state().steps.find((step) => step.step_number === step_number)?.status !== 'cancelled';
}
function unexplained({ step_number, reason, error }: Skipped, observed: Observed): Verdict {
  const { ledger } = observed;
  const { step } = ledger.step(step_number);
  if (reason === 'manual') return null;
  // It ended long after its start, and something that it needs may be open again.
  if (reason === 'error' && error !== null && error.attempt > 0) return null;
  const open = step.dependencies.find((n) => isOpen(n, observed));
  if (open !== undefined) return `step ${step_number} is skipped (${reason}) before step ${open} has ended`;
  const ends = step.joined_dependencies.map((n) => ledger.step(n).end);
  switch (reason) {
    case 'dependency_failed':
      return ends.includes('failed') ? null : `step ${step_number} is skipped for a failed dependency; none failed`;
    case 'dependency_skipped':
      return ends.some((end) => end === 'skipped' || end === null) && !ends.includes('failed')
        ? null
        : `step ${step_number} is skipped for a skipped dependency, but they are ${ends.join()}`;
    case 'condition_false':
      return step.condition ? null : `step ${step_number} has no condition`;
    case 'error':
      return error ? null : `step ${step_number} is skipped for an error and has none`;
    default:
      return reason satisfies never;
  }
}
export const skips: Invariant = {
  rule: 'a skipped step has the reason that it gives',
  event: (event, observed) => (event.event === 'step_skipped' ? unexplained(event, observed) : null),
};
