import type { PlanStep } from '../../src/contracts/plan.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** After a failure nothing starts, until a person has recovered the step. */
function failedFast({ plan, ledger }: Observed): number | undefined {
  if (plan.execution.failure_policy !== 'fail_fast') return undefined;
  const recovered = [...ledger.steps.values()].some(({ recoveries }) => recoveries > 0);
  if (recovered) return undefined;
  return [...ledger.steps.values()].find(({ end }) => end === 'failed')?.step.step_number;
}
function forbidden({ step_number }: PlanStep, observed: Observed): Verdict {
  const { ledger } = observed;
  if (ledger.cancelled) return `step ${step_number} starts after the execution was cancelled`;
  if (ledger.paused) return `step ${step_number} starts while the execution is paused`;
  const failed = failedFast(observed);
  return failed === undefined ? null : `step ${step_number} starts after step ${failed} failed (fail_fast)`;
}
export const nothingStarts: Invariant = {
  rule: 'nothing starts while paused, after cancel, after a failure with fail_fast, or in a full history',
  dispatched: ({ step }, observed) => {
    if (observed.world.pressure() === 'full') return `step ${step.step_number} starts, though the history is full`;
    return forbidden(step, observed);
  },
  /** A step that runs no function is seen by its event only. */
  event: (event, observed) => {
    if (event.event !== 'step_started') return null;
    const { isFlow, step } = observed.ledger.step(event.step_number);
    return isFlow && !step.foreach ? forbidden(step, observed) : null;
  },
};
