/** The simulation can fail: a small mistake in the interpreter is seen by one of the first seeds. */
import { describe, expect, it } from '@jest/globals';
import { failingRun } from '../../simulation/failing-run.js';
import { simulate } from '../../simulation/simulation.js';
import { commit } from './mutations/mutation.js';
import { MUTATIONS } from './mutations/mutations.js';

const SEEDS = 6_000;

/** The first seed that sees the rule broken; null when none does. */
async function seenBy(rule: string): Promise<number | null> {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const failing = await simulate(seed).then(
      () => null,
      (error: unknown) => failingRun(seed, error),
    );
    if (failing?.rule === rule) return seed;
  }
  return null;
}
describe(`one of ${SEEDS} seeds sees that`, () => {
  it.each(MUTATIONS.map((mutation) => [mutation.mistake, mutation] as const))('%s', async (_mistake, mutation) => {
    const undo = commit(mutation);
    try {
      expect(await seenBy(mutation.rule)).not.toBeNull();
    } finally {
      undo();
    }
  });
});
