import { describe, expect, it } from '@jest/globals';
import { retryDelaySeconds } from '../../../activities/retry-delay.js';
import type { RetryPolicy } from '../../../src/contracts/plan.js';

const policy: RetryPolicy = {
  retry_count: 10,
  base_delay_seconds: 1,
  max_delay_seconds: 60,
  exponential_base: 2,
  jitter: false,
  retry_on_timeout: true,
  retry_on_transient_only: true,
};
const delay = (changes: Partial<RetryPolicy>, attempt: number, retry_after_seconds: number | null = null, random = 0) =>
  retryDelaySeconds({ ...policy, ...changes }, attempt, { retry_after_seconds, random: () => random });

describe('the delay after a failed attempt', () => {
  it('is 2, 4, 8, 16, 32, 60 s by default', () =>
    expect([1, 2, 3, 4, 5, 6, 10].map((attempt) => delay({}, attempt))).toEqual([2, 4, 8, 16, 32, 60, 60]));

  it.each([
    ['base', { base_delay_seconds: 0.1 }, 3, 0.8],
    ['exponential base', { exponential_base: 3 }, 2, 9],
    ['longest delay', { max_delay_seconds: 5 }, 4, 5],
  ])('takes the %s from the policy', (_name, changes, attempt, seconds) =>
    expect(delay(changes, attempt)).toBeCloseTo(seconds, 12),
  );

  it.each([
    [0, 4],
    [0.5, 6],
    [0.999_999, 8],
  ])('with jitter and the random number %d is %d of 8 s', (random, seconds) =>
    expect(delay({ jitter: true }, 3, null, random)).toBeCloseTo(seconds, 3),
  );

  it.each([
    ['raises it', 10, 10],
    ['does not lower it', 1, 8],
    ['goes no further than max_delay_seconds', 3_600, 60],
    ['of 0 changes nothing', 0, 8],
  ])('a Retry-After %s', (_name, retryAfter, seconds) => expect(delay({}, 3, retryAfter)).toBe(seconds));
});
