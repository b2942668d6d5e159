import type { PlanStep } from '../../src/contracts/plan.js';
import { joinDecision } from '../../workflows/join-policy.js';
import type { Observed } from './invariant.js';

/** All that the step needs has ended, so that only its turn is missing: it runs, or is skipped at once. */
export function isReady(step: PlanStep, { ledger, plan }: Observed): boolean {
  if (ledger.step(step.step_number).end !== null) return false;
  if (step.dependencies.some((n) => ledger.step(n).end === null)) return false;
  const ends = step.joined_dependencies.map((n) => ledger.step(n).end);
  const fates = ends.map((end) => ({ has_value: end === 'completed', failed: end === 'failed' }));
  const isHeld = plan.execution.on_failure === 'park' && joinDecision(step.join, fates) === 'dependency_failed';
  return !isHeld;
}
