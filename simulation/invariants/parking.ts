import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** Wake-ups are lost, and the record has to be stored. In ms. */
const SLACK_MS = 30_000;
type Failed = Extract<ExecutionEvent, { event: 'execution_failed' }>;

function wronglyTold({ failed_steps, dead_letter, recovery }: Failed, { ledger }: Observed): Verdict {
  const failed = [...ledger.steps.values()].filter(({ end }) => end === 'failed').map(({ step }) => step.step_number);
  if (failed_steps.join() !== failed.join()) return `it names the failed steps ${failed_steps}, they are ${failed}`;
  const links = dead_letter === null ? 0 : 3 * failed.length;
  return recovery.length === links ? null : `it offers ${recovery.length} ways to recover, not ${links}`;
}
/** Whoever looks at it has to see why. */
function wronglyParked({ state }: Observed): Verdict {
  const { dead_letter, status, error, risk, steps } = state();
  if (dead_letter === null) return null;
  const first = steps.find((step) => step.status === 'failed')?.step_number;
  const isRight = status === 'failed' && error?.step_number === first && risk?.score === 1;
  return isRight ? null : `parked as ${status} for step ${error?.step_number} with the risk ${risk?.score}`;
}
function wronglyClosed({ state, plan, ledger }: Observed): Verdict {
  const { status, error, completed_at } = state();
  if (status !== 'failed' || error?.step_number === undefined) return null;
  const parks = plan.execution.on_failure === 'park';
  if (parks !== ledger.parks > 0)
    return `it was parked ${ledger.parks} times, on_failure is ${plan.execution.on_failure}`;
  if (!parks || ledger.parked_until === null) return null;
  const late_ms = Date.parse(completed_at ?? '') - Date.parse(ledger.parked_until);
  return late_ms >= 0 && late_ms <= SLACK_MS ? null : `parked until ${ledger.parked_until}, closed ${completed_at}`;
}
export const parking: Invariant = {
  rule: 'what failed is parked where the document says so, as long as it says',
  event: (event, observed) => {
    if (event.event === 'execution_failed') return wronglyTold(event, observed);
    if (event.event !== 'step_failed') return null;
    const links = observed.plan.execution.on_failure === 'park' ? 3 : 0;
    return event.recovery.length === links ? null : `step ${event.step_number} offers ${event.recovery.length} ways`;
  },
  quiet: wronglyParked,
  closed: wronglyClosed,
};
