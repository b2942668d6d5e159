import { describe, expect, it } from '@jest/globals';
import { TaskBudget } from '../../../workflows/task-budget.js';

class Tasks {
  ended = 0;
  readonly budget = new TaskBudget(() => {
    this.ended += 1;
    return Promise.resolve();
  });
}
const quiet = () => new Promise((resolve) => setImmediate(resolve));

describe('what a workflow task sends of arguments', () => {
  it.each([
    ['few small ones', 100, 'x', 1],
    ['500 steps', 500, 'x', 1],
    ['one more', 501, 'x', 2],
    ['1,900 steps', 1_900, 'x', 4],
    ['a little more than 1.6 MB', 65, 'x'.repeat(25_000), 2],
    ['bytes, not characters', 65, '\u20ac'.repeat(8_400), 2],
    ['claim checks, however large', 100, 'x'.repeat(2_000_000), 1],
  ])('%s', async (_what, count, value, expected) => {
    const tasks = new Tasks();
    await Promise.all(Array.from({ length: count }, () => tasks.budget.forArguments(value)));
    expect(tasks.ended + 1).toBe(expected);
  });
});

describe('what a workflow task sends of results', () => {
  /** How many local activities begin before one has a result. */
  async function begun(tasks: Tasks, count: number): Promise<() => number> {
    let began = 0;
    for (let n = 0; n < count; n += 1) void Promise.resolve(tasks.budget.forResult()).then(() => (began += 1));
    await quiet();
    return () => began;
  }
  it('has room for the largest that those which run may have', async () => {
    const tasks = new Tasks();
    const began = await begun(tasks, 200);
    expect(began()).toBe(48);
    expect(tasks.ended).toBe(0);
  });
  it('small ones make room for others in the same task', async () => {
    const tasks = new Tasks();
    const began = await begun(tasks, 200);
    for (let n = 0; n < 48; n += 1) tasks.budget.settle(1);
    await quiet();
    expect([began(), tasks.ended]).toEqual([96, 0]);
  });
  it('after large ones the task ends, once nothing runs in it', async () => {
    const tasks = new Tasks();
    const began = await begun(tasks, 200);
    for (let n = 0; n < 48; n += 1) tasks.budget.settle('x'.repeat(32_000));
    await quiet();
    expect([began(), tasks.ended]).toEqual([49, 0]);
    tasks.budget.settle('x'.repeat(32_000));
    await quiet();
    expect([began(), tasks.ended]).toEqual([49 + 48, 1]);
  });
});
