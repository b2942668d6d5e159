import { describe, expect, it } from '@jest/globals';
import { describeFailingRun } from '../../simulation/failing-run.js';
import { simulateSeeds } from '../../simulation/simulate-seeds.js';
import { publishedFor, simulate } from '../../simulation/simulation.js';
import { commit, type Mutation } from './mutations/mutation.js';
import { MUTATIONS } from './mutations/mutations.js';

async function tracesOf(seed: number): Promise<string[]> {
  const lines: string[] = [];
  await simulate(seed, { trace: (line) => lines.push(line) });
  return lines;
}
describe('a seed', () => {
  it.each([1, 77, 4_000_000_000_001])('%i gives the same run every time, whatever ran before', async (seed) => {
    const first = await tracesOf(seed);
    await simulateSeeds({ from: 5_000, count: 20 });
    expect(await tracesOf(seed)).toEqual(first);
    expect(first.length).toBeGreaterThan(2);
  });
  it('that breaks a rule is told with its document, what happened, and how to run it again', async () => {
    const mutation = MUTATIONS.find(({ mistake }) => mistake === 'a number is left out') as Mutation;
    const undo = commit(mutation);
    try {
      const { failing } = await simulateSeeds({ from: 0, count: 40 });
      const [first] = failing;
      if (!first) throw new Error('No seed sees the mistake');
      const text = await describeFailingRun(first);
      expect(text).toContain(mutation.rule);
      expect(text).toContain(JSON.stringify(publishedFor(first.seed).document));
      expect(text).toMatch(/#9 .*\n/);
      expect(text).toContain(`npm run simulate -- --seed ${first.seed}`);
    } finally {
      undo();
    }
  });
});

describe('a thousand seeds', () => {
  it('reach every end, and all that can come between', async () => {
    const { statuses, sums } = await simulateSeeds({ from: 20_000, count: 1_000 });
    expect(Object.keys(statuses).sort()).toEqual(['cancelled', 'completed', 'failed', 'rejected']);
    for (const [what, count] of Object.entries(sums)) expect([what, count > 50]).toEqual([what, true]);
  });
  it('have every kind of event on their logs', async () => {
    const seen = new Set<string>();
    const trace = (line: string) => seen.add(/#\d+ (\w+)/.exec(line)?.[1] ?? 'none');
    for (let seed = 30_000; seed < 31_000; seed += 1) await simulate(seed, { trace });
    const steps = ['started', 'progress', 'retrying', 'completed', 'failed', 'skipped', 'timeout'];
    const executions = ['started', 'paused', 'resumed', 'completed', 'failed', 'cancelled'];
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...steps.map((name) => `step_${name}`),
        ...executions.map((name) => `execution_${name}`),
        ...['progress_update', 'approval_required', 'approval_decided'],
      ]),
    );
  });
});
