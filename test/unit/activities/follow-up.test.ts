import { describe, expect, it } from '@jest/globals';
import { followUp } from '../../../activities/follow-up.js';
import type { RetryPolicy } from '../../../src/contracts/plan.js';

const policy: RetryPolicy = {
  retry_count: 2,
  base_delay_seconds: 1,
  max_delay_seconds: 60,
  exponential_base: 2,
  jitter: false,
  retry_on_timeout: true,
  retry_on_transient_only: true,
};
describe('after a failed attempt', () => {
  it.each([
    ['a transient failure is retried', 'connection', true, {}, 0, 2],
    ['the second retry waits longer', 'connection', true, {}, 1, 4],
    ['retries are used up', 'connection', true, {}, 2, null],
    ['a permanent failure is not retried', 'broken', false, {}, 0, null],
    [
      'a permanent failure is retried where retry_on_transient_only is off',
      'broken',
      false,
      { retry_on_transient_only: false },
      0,
      2,
    ],
    ['a timeout is retried', 'timeout', true, {}, 0, 2],
    ['a timeout is not retried where retry_on_timeout is off', 'timeout', true, { retry_on_timeout: false }, 0, null],
    ['invalid input is never retried', 'invalid_input', true, { retry_on_transient_only: false }, 0, null],
    ['invalid output is never retried', 'output_invalid', true, { retry_on_transient_only: false }, 0, null],
  ])('%s', (_rule, type, transient, settings, failures_before, delay) => {
    const failure = { type, transient, retry_after_seconds: null };
    expect(followUp({ ...policy, ...settings }, failure, failures_before)).toBe(delay);
  });
  it('a Retry-After makes the wait longer', () => {
    expect(followUp(policy, { type: 'http_503', transient: true, retry_after_seconds: 10 }, 0)).toBe(10);
  });
});
