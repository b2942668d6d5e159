import type { PlanStep } from '../../src/contracts/plan.js';
import type { Invariant, Observed, Verdict } from './invariant.js';
import { isReady } from './readiness.js';

/** By level first, unless steps start as soon as they can. */
function ranks({ plan, mode }: Observed): Map<number, number> {
  const numbers = plan.steps.map(({ step_number }) => step_number);
  const byLevel = plan.levels.flatMap((level) => [...level].sort((a, b) => a - b));
  return new Map((mode === 'eager' ? numbers : byLevel).map((n, rank) => [n, rank]));
}
function overtakes({ step_number }: PlanStep, observed: Observed): Verdict {
  const order = ranks(observed);
  const rank = order.get(step_number) ?? 0;
  const waiting = observed.state().steps.filter(({ status }) => status === 'pending');
  const before = waiting.find(({ step_number: other }) => {
    const step = (order.get(other) ?? 0) < rank && observed.plan.steps.find((one) => one.step_number === other);
    return step && isReady(step, observed);
  });
  return before ? `step ${step_number} starts before step ${before.step_number}, which is ready` : null;
}
export const startOrder: Invariant = {
  rule: 'of the steps that are ready the lowest number starts first, by level where the mode says so',
  dispatched: ({ step, item }, observed) => (item === null ? overtakes(step, observed) : null),
};
