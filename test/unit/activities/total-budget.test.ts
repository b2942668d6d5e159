import type { Info } from '@temporalio/activity';
import { defaultActivityInfo } from '@temporalio/testing';
import { expect, it } from '@jest/globals';
import { totalBudget } from '../../../activities/total-budget.js';
import { planOf, step } from '../../workflow/plans.js';
import { withWallClock } from './wall-clock.js';

const assignment = { execution_id: 'e1', step_number: 1, plan_hash: 'hash', earlier_attempts: 0, used_retries: 0 };
/** What is left of 60 s, in seconds. */
function leftOf60(info: Partial<Info>, spent_ms?: number): number | undefined {
  const [planned] = planOf([step(1, [], { timeout_seconds: 1, total_timeout_seconds: 60 })]).steps;
  if (!planned) throw new Error('The Plan has no step');
  const given = { ...defaultActivityInfo, scheduleToCloseTimeoutMs: 0, ...info };
  const assigned = spent_ms === undefined ? assignment : { ...assignment, spent_ms };
  const budget = totalBudget(planned, assigned, given, performance.now());
  return budget === null ? undefined : Math.round(budget.left_ms() / 1000);
}
const scheduledAt = (first: string, present: string) => ({
  scheduledTimestampMs: Date.parse(first),
  currentAttemptScheduledTimestampMs: Date.parse(present),
});

it.each([
  ['all of it for the first attempt', {}, undefined, 60],
  ['less what a local first attempt took', {}, 15_000, 45],
  ['less what earlier attempts and waits took', scheduledAt('2026-01-01T00:00:00Z', '2026-01-01T00:00:40Z'), 15_000, 5],
  ['less than nothing when it is used up', scheduledAt('2026-01-01T00:00:00Z', '2026-01-01T00:02:00Z'), 0, -60],
  ['no more when the server turned its clock back', scheduledAt('2026-01-01T01:00:00Z', '2026-01-01T00:00:00Z'), 0, 60],
  ['no more than the schedule-to-close timeout of an older execution', { scheduleToCloseTimeoutMs: 20_000 }, 0, 20],
  ['all of it for a local activity', { isLocal: true, scheduleToCloseTimeoutMs: 11_000 }, undefined, 60],
])('total_timeout_seconds leaves %s', (_name, info, spent_ms, seconds) =>
  expect(leftOf60(info, spent_ms)).toBe(seconds),
);

it.each(['1990-01-01T00:00:00Z', '2050-01-01T00:00:00Z'])("does not depend on this machine's clock: %s", (now) =>
  withWallClock(now, () => expect(leftOf60(scheduledAt('2026-01-01T00:00:00Z', '2026-01-01T00:00:10Z'))).toBe(50)),
);

it('is null for a step without one', () => {
  const [planned] = planOf([step(1)]).steps;
  expect(planned && totalBudget(planned, assignment, defaultActivityInfo, 0)).toBeNull();
});
