import { isFinalEvent } from '../../src/contracts/events.js';
import { canonical } from '../documents/simulated-functions.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** What the last event says stands on the record too. */
function differs({ ledger, state }: Observed): Verdict {
  const { completed_at, output_data, total_time_ms, started_at } = state();
  const [first, last] = [ledger.log[0], ledger.log.at(-1)];
  if (!last || !isFinalEvent(last)) return `closed with ${last?.event} as the last event`;
  if (completed_at !== last.timestamp) return `closed at ${completed_at}, the log says ${last.timestamp}`;
  if (started_at !== first?.timestamp) return `started at ${started_at}, the log says ${first?.timestamp}`;
  if (!('total_time_ms' in last) || last.total_time_ms !== total_time_ms) return `it took ${total_time_ms} ms`;
  if (last.event !== 'execution_completed') return null;
  const output = canonical(output_data ?? undefined);
  return canonical(last.output) === output ? null : `the output is ${canonical(last.output)} on the log, not ${output}`;
}
/** Where people look for executions. */
function wronglyShown({ world, state }: Observed): Verdict {
  const { status, risk } = state();
  const shown = world.shown.at(-1);
  const isRight = shown?.status === status && shown.risk_score === (risk?.score ?? null);
  return isRight ? null : `people are shown ${shown?.status} ${shown?.risk_score}, it is ${status} ${risk?.score}`;
}
export const finalEvent: Invariant = {
  rule: 'the log has one final event, its last, that says what the record says',
  event: (event, { ledger }) => {
    const last = ledger.log.at(-1);
    return last && isFinalEvent(last) ? `${event.event} follows ${last.event}` : null;
  },
  closed: (observed) => differs(observed) ?? wronglyShown(observed),
};
