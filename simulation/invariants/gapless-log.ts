import type { Invariant, Observed, Verdict } from './invariant.js';

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A reader gets what comes after a seq, as far as this run has it, whatever the seq is. */
function wronglyRead({ ledger: { log }, events }: Observed): Verdict {
  const end = log.length;
  const first = events(0).items[0]?.seq ?? end + 1;
  for (const after of [-1, Math.floor(end / 2), end, end + 3]) {
    const { items, last_seq } = events(after);
    const from = Math.max(after + 1, first);
    const isRight = last_seq === end && items.length === Math.max(0, end + 1 - from);
    if (!isRight || (items[0]?.seq ?? from) !== from) return `after ${after} it answers ${items.map(({ seq }) => seq)}`;
  }
  return null;
}
export const gaplessLog: Invariant = {
  rule: 'the log counts from 1 without gaps, over all runs of the workflow',
  event: ({ seq, timestamp, event, execution_id }, { ledger, world, context }) => {
    if (execution_id !== context['execution_id']) return `${event} is of the execution ${execution_id}`;
    if (seq !== ledger.log.length + 1) return `${event} is seq ${seq} after ${ledger.log.length}`;
    if (!ISO_TIME.test(timestamp)) return `${event} has the time ${timestamp}`;
    return Date.parse(timestamp) <= world.time.now ? null : `${event} is dated ${timestamp}, now is ${world.time.iso}`;
  },
  closed: wronglyRead,
};
