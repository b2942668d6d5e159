import { expect } from '@jest/globals';
import { describeFailingRun } from '../../simulation/failing-run.js';
import { simulateSeeds, type SeedsResult } from '../../simulation/simulate-seeds.js';

export const SEEDS_PER_CASE = 2_500;

/** Names of cases, each for so many seeds. */
export const casesFrom = (from: number, count: number): [number, number][] =>
  Array.from({ length: count / SEEDS_PER_CASE }, (_, index) => {
    const first = from + index * SEEDS_PER_CASE;
    return [first, first + SEEDS_PER_CASE - 1];
  });

/** No seed breaks a rule; one that does is told with its document and what happened. */
export async function expectSound(first: number, last: number): Promise<SeedsResult> {
  const result = await simulateSeeds({ from: first, count: last - first + 1 });
  const [failing] = result.failing;
  if (failing) throw new Error(`${await describeFailingRun(failing)}\n(${result.failing.length} seeds in all)`);
  expect(result.runs).toBe(last - first + 1);
  return result;
}
