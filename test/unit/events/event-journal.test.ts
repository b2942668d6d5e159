/** What a process enters into the journal and tells the others; the store is the test's. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import { LocalEventBus } from '../../../src/events/event-bus.js';
import { EventJournal } from '../../../src/events/event-journal.js';
import type { JournalStore } from '../../../src/events/journal-store.js';
import { readNews } from '../../../src/events/news-text.js';

const event = (execution_id: string, seq: number, name = 'step_started') =>
  ({ execution_id, seq, event: name }) as unknown as ExecutionEvent;

interface Entry {
  known: Record<string, number>;
  news: number;
}
function journalOf({ heard = false, followed = false, failures = 0 }) {
  const entries: Entry[] = [];
  let [left, told] = [failures, 0];
  const enter = async (known: ReadonlyMap<string, number>, news: string[]) => {
    left -= 1;
    if (left >= 0) throw new Error('The database does not answer');
    entries.push({ known: Object.fromEntries(known), news: news.flatMap((text) => readNews(text).news).length });
  };
  const bus = new LocalEventBus();
  const journal = new EventJournal({
    process_id: 'p',
    bus,
    store: { enter } as unknown as JournalStore,
    isHeard: () => heard,
    isFollowed: () => followed,
    onEntered: () => (told += 1),
  });
  return { bus, journal, entries, told: () => told };
}

it('enters what it has gathered, an execution once, with the newest seq', async () => {
  const { bus, journal, entries, told } = journalOf({ followed: true });
  bus.publish([event('a', 1), event('a', 2)]);
  bus.publish([event('b', 1)]);
  bus.publish([event('a', 3)]);
  bus.publish([event('a', 2)]);
  bus.publish([]);
  await delay(50);
  expect(entries).toEqual([{ known: { a: 3, b: 1 }, news: 0 }]);
  expect(told()).toBe(1);
  await journal.stop();
});
it('tells other processes only when one of them listens', async () => {
  const { bus, journal, entries } = journalOf({ heard: true });
  bus.publish([event('a', 1)]);
  await delay(50);
  expect(entries).toEqual([{ known: { a: 1 }, news: 1 }]);
  await journal.stop();
});
it('leaves out what its record has entered, where nobody listens', async () => {
  const { bus, journal, entries } = journalOf({});
  bus.publish([event('a', 1)]);
  bus.publish([event('b', 1)]);
  bus.publish([event('a', 2, 'execution_completed')]);
  await delay(1_200);
  expect(entries).toEqual([{ known: { b: 1 }, news: 0 }]);
  await journal.stop();
});
it('enters later what could not be entered, and at the end what is left', async () => {
  const { bus, journal, entries } = journalOf({ followed: true, failures: 1 });
  bus.publish([event('a', 1)]);
  await delay(50);
  expect(entries).toEqual([]);
  bus.publish([event('a', 2)]);
  await journal.stop();
  expect(entries).toEqual([{ known: { a: 2 }, news: 0 }]);
});
