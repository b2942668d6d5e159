import { describe, expect, it } from '@jest/globals';
import { instantOf } from '../../../src/language/instant.js';

describe('an ISO 8601 time', () => {
  it.each([
    ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:00:00.250Z', '2026-03-01T08:00:00.250Z'],
    ['2026-03-01T08:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01t08:00:00z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:00:00+05:30', '2026-03-01T02:30:00.000Z'],
    ['2026-03-01T08:00:00-0530', '2026-03-01T13:30:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => expect(new Date(instantOf(text) ?? NaN).toISOString()).toBe(instant));

  it.each([
    ['an offset is missing', '2026-03-01T08:00:00'],
    ['the minutes of the offset are missing', '2026-03-01T08:00:00+05'],
    ['a time is missing', '2026-03-01'],
    ['a blank stands for the T', '2026-03-01 08:00:00Z'],
    ['there is no such month', '2026-13-01T08:00:00Z'],
    ['there is no such day', '2026-02-30T08:00:00Z'],
    ['there is no such day in this year', '2026-02-29T08:00:00Z'],
    ['there is no such hour', '2026-03-01T25:00:00Z'],
    ['there is no such second', '2026-12-31T23:59:60Z'],
    ['something stands before it', ' 2026-03-01T08:00:00Z'],
    ['something stands behind it', '2026-03-01T08:00:00Z\n'],
    ['it is another text', 'tomorrow'],
    ['it is empty', ''],
  ])('is none where %s: %j', (_why, text) => expect(instantOf(text)).toBeNull());
});
