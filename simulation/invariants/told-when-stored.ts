import { type ExecutionEvent, isFinalEvent } from '../../src/contracts/events.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** Whoever has seen such an event finds the execution so in every list. */
const isOfRecord = (event: ExecutionEvent): boolean =>
  isFinalEvent(event) || event.event === 'execution_failed' || event.event === 'approval_required';

function notStored(event: ExecutionEvent, { world }: Observed): Verdict {
  if (!isOfRecord(event)) return null;
  const isStored = world.saved.at(-1)?.eventsText.endsWith(`${JSON.stringify(event)}]`);
  return isStored ? null : `${event.event} is seen before it is stored`;
}
/** The record of a parked execution does not say so for longer than it is. */
function outOfDate({ state, world, ledger, host }: Observed): Verdict {
  if (ledger.parks === 0 || ledger.parked_until !== null || host().isBusy || state().status !== 'running') return null;
  const { status = 'running', dead_letter = null } = world.saved.at(-1)?.state ?? {};
  return dead_letter === null ? null : `it runs again, and is stored as ${status}, parked`;
}
export const toldWhenStored: Invariant = {
  rule: 'what ends, parks or asks is told once it is stored',
  event: notStored,
  quiet: outOfDate,
};
