import { describe, expect, it } from '@jest/globals';
import { TaskBudget } from '../../../workflows/task-budget.js';

/** How many tasks it takes to send so many values. */
async function tasksFor(count: number, value: string): Promise<number> {
  let ended = 0;
  const budget = new TaskBudget(() => {
    ended += 1;
    return Promise.resolve();
  });
  await Promise.all(
    Array.from({ length: count }, async () => {
      await budget.room(value);
    }),
  );
  return ended + 1;
}
describe('what a workflow task sends', () => {
  it.each([
    ['few small values', 100, 'x', 1],
    ['500 steps', 500, 'x', 1],
    ['one more', 501, 'x', 2],
    ['1,900 steps', 1_900, 'x', 4],
    ['a little more than 1 MB', 41, 'x'.repeat(25_000), 2],
    ['claim checks, however large', 100, 'x'.repeat(2_000_000), 1],
  ])('%s', async (_what, count, value, tasks) => {
    expect(await tasksFor(count, value)).toBe(tasks);
  });
});
