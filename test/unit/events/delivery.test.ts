/** A client that the test plays, and what he is sent. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import { BatchEncoding, HIGH_WATER_BYTES } from '../../../src/events/batch-encoding.js';
import { type ClientConnection, deliver } from '../../../src/events/delivery.js';
import { Feed } from '../../../src/events/feed.js';
import { MAX_BACKLOG, SlowConsumer } from '../../../src/events/feed-reader.js';
import { Frame } from '../../../src/events/frame.js';
import { EVERYTHING } from '../../../src/events/log-source.js';

const PAST_GRACE_MS = 1_200;
/** With its end, where it has one. */
const frames = (from: number, count: number, { text = '', final = false } = {}) =>
  Array.from({ length: count }, (_, n) => {
    const event = final && n === count - 1 ? 'execution_completed' : 'step_completed';
    return new Frame(from + n, { seq: from + n, event, output: text } as unknown as ExecutionEvent);
  });
function feedWith(all: Frame[]): Feed {
  const feed = new Feed({ after: () => Promise.reject(new Error('Nothing is read')) }, () => undefined);
  feed.begin(all, all.length);
  return feed;
}
class PlayedClient implements ClientConnection {
  isOpen = true;
  readonly written: Buffer[] = [];
  private waiting: (() => void)[] = [];

  constructor(private readonly takesAtOnce: boolean) {}

  write(bytes: Buffer): boolean {
    this.written.push(bytes);
    return this.takesAtOnce;
  }
  onTaken(taken: () => void): void {
    this.waiting.push(taken);
  }
  take(): void {
    for (const taken of this.waiting.splice(0)) taken();
  }
}
const SEQS = new BatchEncoding(({ position, text }) => Buffer.from(`${position}${' '.repeat(text.length)}\n`));
const seqsOf = ({ written }: PlayedClient) => Buffer.concat(written).toString().trim().split(/\s+/).map(Number);
const count = (to: number) => Array.from({ length: to }, (_, n) => n + 1);

it('sends everything to its end, in writes that are not too large', async () => {
  const all = frames(1, 1_200, { text: 'x'.repeat(2_000), final: true });
  const client = new PlayedClient(true);
  await deliver(feedWith(all).follow(0, EVERYTHING), SEQS, client);
  expect(seqsOf(client)).toEqual(count(1_200));
  for (const { length } of client.written) expect(length).toBeLessThan(HIGH_WATER_BYTES + 3_000);
});
it('puts a batch together once for all who get it', () => {
  const batch = frames(1, 3);
  expect(SEQS.writesOf(batch)).toBe(SEQS.writesOf(batch));
});
it('waits for a client after each write that is too much for him', async () => {
  const client = new PlayedClient(false);
  const all = frames(1, 400, { text: 'x'.repeat(2_000), final: true });
  const delivered = deliver(feedWith(all).follow(0, EVERYTHING), SEQS, client);
  await delay(10);
  expect(client.written).toHaveLength(1);
  for (let n = 0; n < 10; n += 1) {
    client.take();
    await delay(1);
  }
  await delivered;
  expect(seqsOf(client)).toEqual(count(400));
});
it('gives a client up who takes nothing more, in the middle of a batch', async () => {
  const client = new PlayedClient(false);
  const feed = feedWith(frames(1, 400, { text: 'x'.repeat(2_000) }));
  const delivered = deliver(feed.follow(0, EVERYTHING), SEQS, client);
  const failed = expect(delivered).rejects.toBeInstanceOf(SlowConsumer);
  await delay(10);
  feed.hear(frames(401, MAX_BACKLOG + 1));
  await delay(PAST_GRACE_MS);
  await failed;
  expect(client.written).toHaveLength(1);
});
it('sends nothing to a client who has gone', async () => {
  const client = new PlayedClient(true);
  client.isOpen = false;
  await deliver(feedWith(frames(1, 3, { final: true })).follow(0, EVERYTHING), SEQS, client);
  expect(client.written).toEqual([]);
});
