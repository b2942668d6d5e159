/** What every event log keeps to: numbered from 1 without gap or repeat, one execution, times that never go back much. */
import { expect } from '@jest/globals';
import type { ExecutionEvent } from '../../src/contracts/events.js';

export function expectGapless(events: ExecutionEvent[], from = 1): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + from));
  expect(new Set(events.map(({ execution_id }) => execution_id)).size).toBeLessThanOrEqual(1);
}
export type Named<Name extends ExecutionEvent['event']> = Extract<ExecutionEvent, { event: Name }>;

export function named<Name extends ExecutionEvent['event']>(events: ExecutionEvent[], name: Name): Named<Name>[] {
  return events.filter((event): event is Named<Name> => event.event === name);
}
export const namesOf = (events: ExecutionEvent[]): string[] => events.map(({ event }) => event);
