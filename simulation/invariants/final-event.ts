import { isFinalEvent } from '../../src/contracts/events.js';
import { canonical } from '../documents/simulated-functions.js';
import type { Invariant } from './invariant.js';

export const finalEvent: Invariant = {
  rule: 'the log has one final event, its last, that says what the record says',
  event: (event, { ledger }) => {
    const last = ledger.log.at(-1);
    return last && isFinalEvent(last) ? `${event.event} follows ${last.event}` : null;
  },
  closed: ({ ledger, state, world }) => {
    const last = ledger.log.at(-1);
    const { status, output_data } = state();
    const shown = world.shown.at(-1)?.status;
    if (shown !== status) return `people are shown ${shown}, it is ${status}`;
    if (last?.event === 'execution_completed' && canonical(last.output) !== canonical(output_data ?? undefined))
      return `the output is ${canonical(last.output)} on the log and ${canonical(output_data ?? undefined)} on the record`;
    if (!last || !isFinalEvent(last)) return `closed with ${last?.event} as the last event`;
    return state().completed_at === last.timestamp
      ? null
      : `closed at ${state().completed_at}, the log says ${last.timestamp}`;
  },
};
