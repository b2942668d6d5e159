import { expect, it } from '@jest/globals';
import { retryAfterSeconds } from '../../../../activities/http/retry-after.js';

const SENT = 'Thu, 01 Jan 2026 00:00:00 GMT';

it.each([
  ['a number of seconds', '120', 120],
  ['none', '0', 0],
  ['with blanks around', ' 5 ', 5],
  ['a date', 'Thu, 01 Jan 2026 00:00:30 GMT', 30],
  ['a date in the old form', 'Thursday, 01-Jan-26 00:00:30 GMT', 30],
  ['a date in the past', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['nothing', undefined, null],
  ['an empty text', '', null],
  ['a fraction', '1.5', null],
  ['a negative number', '-1', null],
  ['words', 'Soon enough', null],
])('Retry-After: %s', (_name, header, seconds) => expect(retryAfterSeconds(header, SENT)).toBe(seconds));

it.each([undefined, 'yesterday'])('a date is taken against this clock where the answer names no time: %p', (sent) => {
  const soon = new Date(Date.now() + 30_000).toUTCString();
  expect(retryAfterSeconds(soon, sent)).toBeGreaterThan(25);
  expect(retryAfterSeconds(soon, sent)).toBeLessThanOrEqual(30);
});
