/** One reader of a log, however many follow it; the log is the test's. */
import { expect, it } from '@jest/globals';
import type { EventPage, ExecutionEvent } from '../../../src/contracts/events.js';
import { LocalEventBus } from '../../../src/events/event-bus.js';
import { ExecutionFeeds } from '../../../src/events/execution-feeds.js';
import type { FeedReader } from '../../../src/events/feed-reader.js';

const event = (seq: number, name = 'step_started') =>
  ({ execution_id: 'a', seq, event: name }) as unknown as ExecutionEvent;
function platformWith(log: ExecutionEvent[]) {
  const bus = new LocalEventBus();
  const reads: number[] = [];
  const eventsAfter = async (id: string, seq: number): Promise<EventPage | null> => {
    reads.push(seq);
    if (id === 'broken') throw new Error('No worker answers');
    return id === 'a' ? { items: log.filter((one) => one.seq > seq), last_seq: log.length } : null;
  };
  return { bus, reads, feeds: new ExecutionFeeds(bus, { eventsAfter }) };
}
async function seqsOf(reader: FeedReader | null): Promise<number[]> {
  const seqs: number[] = [];
  for await (const frames of reader?.batches() ?? []) seqs.push(...frames.map(({ position }) => position));
  return seqs;
}

it('the log is read once for a hundred who come together, and not at all for what they hear', async () => {
  const log = [event(1), event(2)];
  const { bus, reads, feeds } = platformWith(log);
  const readers = await Promise.all(Array.from({ length: 100 }, () => feeds.follow('a', 0)));
  const all = Promise.all(readers.map(seqsOf));
  bus.publish([event(3)]);
  bus.publish([event(4, 'execution_completed')]);
  for (const seqs of await all) expect(seqs).toEqual([1, 2, 3, 4]);
  expect(reads).toEqual([0]);
});
it('news without the events have the log read, once for all', async () => {
  const log = [event(1)];
  const { bus, reads, feeds } = platformWith(log);
  const readers = await Promise.all([1, 2, 3].map(() => feeds.follow('a', 1)));
  const all = Promise.all(readers.map(seqsOf));
  log.push(event(2), event(3, 'execution_completed'));
  bus.relay({ execution_id: 'a', last_seq: 3, events: [] });
  for (const seqs of await all) expect(seqs).toEqual([2, 3]);
  // The first, the newest event, and what was told of.
  expect(reads).toEqual([1, 0, 1]);
});
it('nobody is listened for when the last has left', async () => {
  const { bus, feeds } = platformWith([event(1)]);
  const [one, other] = [await feeds.follow('a', 0), await feeds.follow('a', 0)];
  one?.close();
  expect(bus.isFollowed).toBe(true);
  other?.close();
  expect(bus.isFollowed).toBe(false);
});
it('an unknown execution has no stream, and a log that cannot be read leaves nothing behind', async () => {
  const { bus, feeds } = platformWith([]);
  expect(await feeds.follow('nobody', 0)).toBeNull();
  await expect(feeds.follow('broken', 0)).rejects.toThrow('No worker answers');
  expect(bus.isFollowed).toBe(false);
});
