import type { PlanStep } from '../../src/contracts/plan.js';
import { joinDecision } from '../../workflows/join-policy.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** What the step needs, as the ledger knows it. */
function missing(step: PlanStep, observed: Observed): Verdict {
  const { ledger } = observed;
  const open = step.dependencies.find((n) => ledger.step(n).end === null);
  if (open !== undefined) return `step ${step.step_number} starts before step ${open} has ended`;
  const fates = step.joined_dependencies.map((n) => ledger.step(n));
  const decision = joinDecision(
    step.join,
    fates.map(({ end }) => ({ has_value: end === 'completed', failed: end === 'failed' })),
  );
  return decision === 'run' ? null : `step ${step.step_number} starts, though it is to be ${decision}`;
}
function levelBefore(step: PlanStep, { plan, ledger, mode }: Observed): Verdict {
  if (mode !== 'level') return null;
  const level = plan.levels.findIndex((numbers) => numbers.includes(step.step_number));
  const open = plan.levels
    .slice(0, level)
    .flat()
    .find((n) => isOpen(n));
  return open === undefined ? null : `step ${step.step_number} of level ${level} starts before step ${open} has ended`;

  /** What stands behind a failed step keeps no level closed. */
  function isOpen(n: number): boolean {
    return ledger.step(n).ends === 0 && !hangsBehindFailure(n);
  }
  function hangsBehindFailure(n: number): boolean {
    return ledger.step(n).step.dependencies.some((one) => ledger.step(one).hasFailed || hangsBehindFailure(one));
  }
}
const check = (step: PlanStep, observed: Observed): Verdict => missing(step, observed) ?? levelBefore(step, observed);

export const stepsWait: Invariant = {
  rule: 'no step starts before what it needs',
  /** What begins before its first item is checked by its event. */
  dispatched: ({ step, item }, observed) => {
    if (item === null) return check(step, observed);
    const isDone = observed.ledger.step(step.step_number).done.has(item);
    return isDone ? `item ${item} of step ${step.step_number} runs again, though it had an end` : null;
  },
  /** A step that runs no function is seen by its event only. */
  event: (event, observed) => {
    if (event.event !== 'step_started') return null;
    const { isFlow, step } = observed.ledger.step(event.step_number);
    return isFlow || step.foreach ? check(step, observed) : null;
  },
};
