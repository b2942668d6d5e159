import { expect, it } from '@jest/globals';
import { progressInterval } from '../../../activities/attempt-progress.js';

/** How many updates arrive of a function that reports without a pause for so long. */
function updatesIn(elapsed_ms: number): number {
  let updates = 0;
  for (let at = 0; at < elapsed_ms; at += progressInterval(at)) updates += 1;
  return updates;
}
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

it.each([
  ['a second', SECOND, 10],
  ['10 s', 10 * SECOND, 100],
  ['a minute', 60 * SECOND, 281],
  ['an hour', HOUR, 692],
  ['a day, the longest time limit', 24 * HOUR, 1_011],
  ['a day that was extended by another', 48 * HOUR, 1_081],
])('an attempt of %s sends so many updates at most', (_name, elapsed_ms, updates) =>
  expect(updatesIn(elapsed_ms)).toBe(updates),
);

it('what is shown is never older than 1 % of what has passed, or a tenth of a second', () => {
  expect(progressInterval(0)).toBe(100);
  expect(progressInterval(HOUR)).toBe(36 * SECOND);
});
