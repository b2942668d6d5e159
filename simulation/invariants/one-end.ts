import type { ExecutionEvent } from '../../src/contracts/events.js';
import { isStepEnd } from '../ledger.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

function endedTwice(event: ExecutionEvent, { ledger }: Observed): Verdict {
  if (!isStepEnd(event) || !('step_number' in event)) return null;
  const { end } = ledger.step(event.step_number);
  return end === null ? null : `${event.event} of step ${event.step_number}, which is ${end}`;
}
function withoutEnd({ ledger, state }: Observed): Verdict {
  for (const { step_number, status } of state().steps) {
    const { end, ends, recoveries } = ledger.step(step_number);
    const expected = end ?? 'cancelled';
    if (status !== expected) return `step ${step_number} is ${status} on its record and ${expected} on the log`;
    if (end !== null && ends > recoveries + 1) return `step ${step_number} has ${ends} ends, ${recoveries} by hand`;
  }
  return null;
}
export const oneEnd: Invariant = {
  rule: 'every step has exactly one end, unless a person recovers it',
  event: endedTwice,
  closed: withoutEnd,
};
