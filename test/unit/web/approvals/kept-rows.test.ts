import { expect, it } from '@jest/globals';
import { withKept } from '../../../../web/src/pages/approvals/kept-rows.js';

const keyOf = (row: string): string => row;
const merged = (rows: string[], kept: [string, number][]): string =>
  withKept(
    rows,
    kept.map(([row, index]) => ({ row, index })),
    keyOf,
  ).join('');

it('a row that the list has no more stays where it was', () => {
  expect(merged(['a', 'c', 'd'], [['b', 1]])).toBe('abcd');
});
it('a row that the list still has is there once', () => {
  expect(merged(['a', 'b', 'c'], [['b', 1]])).toBe('abc');
});
it('several stay in their order, whichever was kept first', () => {
  const kept: [string, number][] = [
    ['c', 2],
    ['a', 0],
  ];
  expect(merged(['b', 'd'], kept)).toBe('abcd');
});
it('one whose place is gone stands at the end', () => expect(merged([], [['z', 7]])).toBe('z'));
