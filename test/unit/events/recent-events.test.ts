import { expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import { RecentEvents } from '../../../src/events/recent-events.js';

const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ execution_id: 'a', seq: from + n }) as ExecutionEvent);

it('answers with events only when it has all of them', () => {
  const recent = new RecentEvents();
  recent.remember('a', events(3, 6));
  expect(recent.between('a', 4, 5)).toEqual(events(4, 5));
  expect(recent.between('a', 2, 5)).toBeNull();
  expect(recent.between('a', 5, 7)).toBeNull();
  expect(recent.between('b', 1, 1)).toBeNull();
});
it('goes on with what follows, and begins anew where something is missing', () => {
  const recent = new RecentEvents();
  recent.remember('a', events(1, 3));
  recent.remember('a', events(2, 5));
  recent.remember('a', events(1, 2));
  expect(recent.between('a', 1, 5)).toEqual(events(1, 5));
  recent.remember('a', events(8, 9));
  expect(recent.between('a', 5, 5)).toBeNull();
  expect(recent.between('a', 8, 9)).toEqual(events(8, 9));
});
it('keeps the newest of a long execution', () => {
  const recent = new RecentEvents();
  recent.remember('a', events(1, 5_000));
  expect(recent.between('a', 4_900, 5_000)).toHaveLength(101);
  expect(recent.between('a', 1, 5_000)).toBeNull();
});
