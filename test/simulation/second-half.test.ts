/** Random documents through random faults: the second half of the seeds, so that two workers share them. */
import { describe, it } from '@jest/globals';
import { casesFrom, expectSound } from './seeds.js';

describe('an execution keeps every rule, whatever happens to it', () => {
  it.each(casesFrom(10_000, 10_000))('seeds %i to %i', async (first, last) => {
    await expectSound(first, last);
  });
});
