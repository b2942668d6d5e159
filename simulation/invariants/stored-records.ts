import type { Invariant, Observed, Verdict } from './invariant.js';

/** The parts of the log that runs let go of; one that was stored twice is one. */
function parts({ world: { segments } }: Observed): string[] {
  const texts = segments.map((segment) => JSON.stringify(segment));
  return texts.filter((text, index) => index === 0 || text !== texts[index - 1]);
}
/** The log as a reader finds it after the end. */
function storedLog(observed: Observed): string {
  const last = observed.world.saved.at(-1)?.eventsText ?? '[]';
  return [...parts(observed), last].map((list) => list.slice(1, -1)).join();
}
function changed({ world, state }: Observed): Verdict {
  const stored = world.saved.at(-1)?.stateText;
  const now = JSON.stringify(state());
  return stored === now ? null : `stored as ${stored}, and now ${now}`;
}
/** With whom and when: the audit is made of them. */
function lostCommands({ world, ledger }: Observed): Verdict {
  const { segmentCommands: parts, saved } = world;
  const all = [...parts.flat(), ...(saved.at(-1)?.commands ?? [])];
  const once = [...new Map(all.map((one) => [one.id, one])).values()];
  const stored = once.map(({ command }) => command.kind).join(' ');
  const taken = ledger.taken.join(' ');
  return stored === taken ? null : `the commands are stored as ${stored}, taken were ${taken}`;
}
export const storedRecords: Invariant = {
  rule: 'what is stored at the end is the whole log, the last state and every command',
  closed: (observed) => {
    const stored = storedLog(observed);
    const seen = observed.ledger.texts.join();
    return stored === seen ? (changed(observed) ?? lostCommands(observed)) : `stored as ${stored}, seen as ${seen}`;
  },
};
