import { describe, expect, it } from '@jest/globals';
import { isoText, isSpan, localText, moment } from '../../../../web/src/lists/time-range.js';

const NOW = Date.parse('2026-11-25T12:00:00.000Z');

describe('a moment of a filter', () => {
  it.each([
    ['1h', '2026-11-25T11:00:00.000Z'],
    ['24h', '2026-11-24T12:00:00.000Z'],
    ['7d', '2026-11-18T12:00:00.000Z'],
    ['2026-11-01T08:30:00.000Z', '2026-11-01T08:30:00.000Z'],
    ['2026-11-01T10:30+02:00', '2026-11-01T08:30:00.000Z'],
  ])('%s is %s', (text, at) => expect(moment(text, NOW)).toBe(at));
  it.each([[undefined], [''], ['yesterday'], ['7w']])('%s is none', (text) => expect(moment(text, NOW)).toBeNull());
});
it('a span is told from a moment', () => {
  expect(['7d', '2026-11-01', '7d7d'].map(isSpan)).toEqual([true, false, false]);
});
describe('a field of date and time', () => {
  it('shows the time of the reader to the minute, and gives back the same moment', () => {
    const local = localText('2026-11-01T08:30:00.000Z');
    expect(local).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    expect(isoText(local)).toBe('2026-11-01T08:30:00.000Z');
  });
  it.each([[undefined], ['nonsense']])('is empty for %s', (iso) => expect(localText(iso)).toBe(''));
  it('gives nothing while it is empty', () => {
    expect([isoText(''), isoText('nonsense')]).toEqual(['', '']);
  });
});
