import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** How many published events were compared, by the list that has them. */
const compared = new WeakMap<ExecutionEvent[], number>();

function compare({ world: { published }, ledger: { log, texts } }: Observed): Verdict {
  for (let index = compared.get(published) ?? 0; index < published.length; index += 1) {
    const event = published[index] as ExecutionEvent;
    const isSame = log[event.seq - 1] === event || texts[event.seq - 1] === JSON.stringify(event);
    if (!isSame) return `${JSON.stringify(event)} is not on the log`;
  }
  compared.set(published, published.length);
  return null;
}
export const publishedEvents: Invariant = {
  rule: 'what is published is part of the log, and nothing is kept back',
  quiet: (observed) => {
    const { world, ledger, faults } = observed;
    const wrong = compare(observed);
    if (wrong !== null || faults.loses_publications) return wrong;
    const last = world.published.at(-1)?.seq ?? 0;
    return last === ledger.log.length ? null : `seq ${ledger.log.length} stands on the log, ${last} was published`;
  },
};
