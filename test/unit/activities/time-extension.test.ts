import { describe, expect, it } from '@jest/globals';
import { extensionSeconds } from '../../../activities/time-extension.js';

describe('the extension of a time limit', () => {
  it.each([
    ['what the workflow answers', 90, 90],
    ['nothing for a negative answer', -5, 0],
    ['nothing for an answer without end', Infinity, 0],
    ['nothing for no number', NaN, 0],
  ])('is %s', async (_name, answer, seconds) =>
    expect(await extensionSeconds(() => Promise.resolve(answer))).toBe(seconds),
  );

  it('is nothing when the question fails', async () =>
    expect(await extensionSeconds(() => Promise.reject(new Error('unreachable')))).toBe(0));

  it('is nothing when there is no answer within 2 s', async () => {
    const asked = performance.now();
    expect(await extensionSeconds(() => new Promise(() => undefined))).toBe(0);
    expect(performance.now() - asked).toBeGreaterThan(1_900);
    expect(performance.now() - asked).toBeLessThan(3_000);
  });
});
