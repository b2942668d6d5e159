import { isStepEnd } from '../ledger.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

const percent = (part: number, whole: number): number => Math.round((10_000 * part) / whole) / 100;

function wrong(
  said: { completed_steps: number; total_steps: number; progress_percent: number },
  observed: Observed,
): Verdict {
  const { ended, steps } = observed.ledger;
  const right = { completed_steps: ended, total_steps: steps.size, progress_percent: percent(ended, steps.size) };
  const { completed_steps, total_steps, progress_percent } = said;
  const isRight =
    completed_steps === ended && total_steps === steps.size && progress_percent === right.progress_percent;
  return isRight ? null : `it says ${JSON.stringify(said)} and is ${JSON.stringify(right)}`;
}
export const progress: Invariant = {
  rule: 'progress counts the steps that have ended, after each end',
  event: (event, observed) => {
    if (event.event === 'progress_update') return wrong(event, observed);
    const last = observed.ledger.log.at(-1);
    return last && isStepEnd(last) ? `${event.event} follows ${last.event}, which has to be counted first` : null;
  },
  quiet: (observed) => wrong(observed.state().progress, observed),
};
