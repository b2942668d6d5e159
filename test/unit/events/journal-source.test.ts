/** The log of all executions, put together from the journal and the logs of single ones; both are the test's. */
import { expect, it } from '@jest/globals';
import { status as GrpcStatus } from '@grpc/grpc-js';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import { JournalSource } from '../../../src/events/journal-source.js';
import type { JournalRow, JournalStore } from '../../../src/events/journal-store.js';
import { EVERYTHING } from '../../../src/events/log-source.js';
import { Problem } from '../../../src/http/problem.js';
import { RecentEvents } from '../../../src/events/recent-events.js';

const ROWS: JournalRow[] = [
  { last_position: 2, execution_id: 'a', deliverable_type: 'beam', first_seq: 1, last_seq: 2 },
  { last_position: 5, execution_id: 'b', deliverable_type: 'slab', first_seq: 1, last_seq: 3 },
  { last_position: 6, execution_id: 'a', deliverable_type: 'beam', first_seq: 3, last_seq: 3 },
];
const events = (execution_id: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ execution_id, seq: from + n }) as ExecutionEvent);

function sourceOf(failing: { id: string; error: unknown } | null, recent = new RecentEvents()) {
  const reads: string[] = [];
  const journal = {
    after: async (position: number, type: string | null) =>
      ROWS.filter((row) => row.last_position > position && (type === null || row.deliverable_type === type)),
  };
  const eventsAfter = async (id: string, seq: number) => {
    reads.push(id);
    if (failing?.id === id) throw failing.error;
    return { items: events(id, seq + 1, 3), last_seq: 3 };
  };
  return { reads, source: new JournalSource(journal as unknown as JournalStore, { eventsAfter }, recent) };
}
const places = (texts: string[]) =>
  texts.map((text) => {
    const { cursor, execution_id, seq } = JSON.parse(text) as ExecutionEvent & { cursor: string };
    return `${cursor} ${execution_id}${seq}`;
  });

it('has the events in the order of the journal, each with its cursor', async () => {
  const { frames, through, isFull } = await sourceOf(null).source.after(0, EVERYTHING);
  expect(places(frames.map(({ text }) => text))).toEqual(['1 a1', '2 a2', '3 b1', '4 b2', '5 b3', '6 a3']);
  expect([through, isFull]).toEqual([6, false]);
});
it('goes on in the middle of a row, and keeps to one type', async () => {
  const { source } = sourceOf(null);
  const rest = await source.after(3, EVERYTHING);
  expect(places(rest.frames.map(({ text }) => text))).toEqual(['4 b2', '5 b3', '6 a3']);
  const slabs = await source.after(0, { deliverable_type: 'slab' });
  expect(places(slabs.frames.map(({ text }) => text))).toEqual(['3 b1', '4 b2', '5 b3']);
  expect((await source.after(6, EVERYTHING)).through).toBe(6);
});
it('does not read what was heard lately', async () => {
  const recent = new RecentEvents();
  recent.remember('b', events('b', 1, 3));
  const { source, reads } = sourceOf(null, recent);
  await source.after(0, EVERYTHING);
  expect(reads).toEqual(['a', 'a']);
});
it('goes on without an execution that cannot be read, but not without servers and workers', async () => {
  const { source } = sourceOf({ id: 'a', error: new Error('The workflow task fails') });
  const { frames, through } = await source.after(0, EVERYTHING);
  expect(places(frames.map(({ text }) => text))).toEqual(['3 b1', '4 b2', '5 b3']);
  expect(through).toBe(6);
  const silent = sourceOf({ id: 'a', error: new Problem(503, 'worker_unavailable', 'No worker answers') });
  await expect(silent.source.after(0, EVERYTHING)).rejects.toThrow('No worker answers');
  const unavailable = Object.assign(new Error('14 UNAVAILABLE'), { code: GrpcStatus.UNAVAILABLE, details: '' });
  const down = sourceOf({ id: 'a', error: Object.assign(unavailable, { metadata: {} }) });
  await expect(down.source.after(0, EVERYTHING)).rejects.toThrow('UNAVAILABLE');
});
