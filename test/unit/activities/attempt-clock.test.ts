import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { AttemptClock } from '../../../activities/attempt-clock.js';
import { withWallClock } from './wall-clock.js';

const NOON = '2026-03-01T12:00:00.000Z';

it('begins with the time of the wall clock', () =>
  withWallClock(NOON, () => expect(new AttemptClock().started_at).toBe(NOON)));

it.each([
  ['back by an hour', '2026-03-01T11:00:00.000Z'],
  ['ahead by an hour', '2026-03-01T13:00:00.000Z'],
])('goes on as if nothing had happened when the wall clock jumps %s', (_name, jumped) =>
  withWallClock(NOON, async (setTo) => {
    const clock = new AttemptClock();
    setTo(jumped);
    await pause(30);
    expect(clock.started_at).toBe(NOON);
    const elapsed_ms = Date.parse(clock.now()) - Date.parse(NOON);
    expect(elapsed_ms).toBeGreaterThanOrEqual(29);
    expect(elapsed_ms).toBeLessThan(5_000);
  }),
);
