/** A log that the test writes by hand, and those who follow it. */
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import { Feed } from '../../../src/events/feed.js';
import { type FeedReader, MAX_BACKLOG, SlowConsumer } from '../../../src/events/feed-reader.js';
import { Frame } from '../../../src/events/frame.js';
import { EVERYTHING, type FrameFilter, type LogPage, type LogSource, passes } from '../../../src/events/log-source.js';

const PAST_GRACE_MS = 1_200;
const TYPES = ['beam', 'slab'] as const;
function frame(position: number, event = 'execution_paused'): Frame {
  const head = { seq: position, execution_id: 'x', timestamp: '2026-01-01T00:00:00.000Z' };
  return new Frame(position, { ...head, event } as ExecutionEvent, TYPES[position % 2] ?? null);
}
/** A log, and how often it is read. */
class WrittenLog implements LogSource {
  readonly frames: Frame[] = [];
  reads = 0;
  broken: Error | null = null;

  constructor(private readonly page = 10_000) {}

  write(count: number, event?: string): Frame[] {
    const added = Array.from({ length: count }, (_, n) => frame(this.frames.length + n + 1, event));
    this.frames.push(...added);
    return added;
  }
  async after(position: number, filter: FrameFilter): Promise<LogPage> {
    this.reads += 1;
    await Promise.resolve();
    if (this.broken) throw this.broken;
    const newer = this.frames.filter((one) => one.position > position && passes(one, filter));
    const frames = newer.slice(0, this.page);
    return { frames, through: frames.at(-1)?.position ?? position, isFull: frames.length < newer.length };
  }
}
function feedOf(log: WrittenLog): { feed: Feed; deserted: () => boolean } {
  let deserted = false;
  const feed = new Feed(log, () => (deserted = true));
  feed.begin(log.frames.slice(-1), log.frames.length);
  return { feed, deserted: () => deserted };
}
const positions = (frames: Frame[]) => frames.map(({ position }) => position);
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Reads at once whatever there is. */
function reading(reader: FeedReader): { got: number[]; done: Promise<void> } {
  const got: number[] = [];
  const read = async () => {
    for await (const batch of reader.batches()) got.push(...positions(batch));
  };
  return { got, done: read() };
}

describe('a feed', () => {
  it('gives everybody the same log, wherever he joins, in order and without gap or repeat', async () => {
    const log = new WrittenLog();
    log.write(5);
    const { feed } = feedOf(log);
    const first = reading(feed.follow(0, EVERYTHING));
    await turn();
    feed.hear(log.write(3));
    const second = reading(feed.follow(6, EVERYTHING));
    await turn();
    feed.hear(log.write(1, 'execution_cancelled'));
    await Promise.all([first.done, second.done]);
    expect(first.got).toEqual(count(1, 9));
    expect(second.got).toEqual(count(7, 9));
  });
  it('takes news that come twice or overlap once', async () => {
    const log = new WrittenLog();
    const { feed } = feedOf(log);
    const { got } = reading(feed.follow(0, EVERYTHING));
    const [one, two, three] = log.write(3) as [Frame, Frame, Frame];
    for (const news of [[one], [one], [one, two], [two, three], [one]]) feed.hear(news);
    await turn();
    expect(got).toEqual([1, 2, 3]);
    expect(log.reads).toBe(0);
  });
  it('reads the log where news do not continue it', async () => {
    const log = new WrittenLog();
    const { feed } = feedOf(log);
    const { got } = reading(feed.follow(0, EVERYTHING));
    feed.hear(log.write(4).slice(2));
    await turn();
    expect(got).toEqual([1, 2, 3, 4]);
    expect(log.reads).toBe(1);
  });
  it('reads what nobody told when it is hinted at, page by page', async () => {
    const log = new WrittenLog(10);
    const { feed } = feedOf(log);
    const { got } = reading(feed.follow(0, EVERYTHING));
    log.write(35);
    feed.catchUp();
    for (let n = 0; n < 10; n += 1) await turn();
    expect(got).toEqual(count(1, 35));
  });
  it('reads an old part once for all who want it, and nothing for those who are live', async () => {
    const log = new WrittenLog();
    log.write(100);
    const { feed } = feedOf(log);
    const live = [1, 2, 3].map(() => reading(feed.follow(100, EVERYTHING)));
    const late = [1, 2, 3].map(() => reading(feed.follow(20, EVERYTHING)));
    await turn();
    feed.hear(log.write(1));
    await turn();
    expect(log.reads).toBe(1);
    for (const { got } of live) expect(got).toEqual([101]);
    for (const { got } of late) expect(got).toEqual(count(21, 101));
  });
  it('can be narrowed down', async () => {
    const log = new WrittenLog();
    log.write(4);
    const { feed } = feedOf(log);
    const slabs = reading(feed.follow(0, { deliverable_type: 'slab' }));
    await turn();
    feed.hear(log.write(4));
    await turn();
    expect(slabs.got).toEqual([1, 3, 5, 7]);
  });
  it('ends after the final frame, also for one who has it', async () => {
    const log = new WrittenLog();
    log.write(2);
    log.write(1, 'execution_completed');
    const { feed, deserted } = feedOf(log);
    for (const after of [0, 3, 8]) await reading(feed.follow(after, EVERYTHING)).done;
    expect(deserted()).toBe(true);
  });
  it('goes on after the final event of one execution when it is the log of all', async () => {
    const log = new WrittenLog();
    const { feed } = feedOf(log);
    const { got } = reading(feed.follow(0, EVERYTHING));
    const ended = { seq: 8, execution_id: 'x', timestamp: '2026-01-01T00:00:00.000Z', event: 'execution_cancelled' };
    feed.hear([new Frame(1, { ...ended, cursor: '1' } as unknown as ExecutionEvent)]);
    await turn();
    feed.hear([frame(2)]);
    await turn();
    expect(got).toEqual([1, 2]);
  });
  it('hears nothing before it knows where the log stands, and misses nothing', async () => {
    const log = new WrittenLog();
    log.write(2);
    const feed = new Feed(log, () => undefined);
    const { got } = reading(feed.follow(2, EVERYTHING));
    feed.hear(log.write(2));
    feed.begin(log.frames.slice(1, 2), 2);
    await turn();
    expect(got).toEqual([3, 4]);
  });
  it('fails its readers when the log cannot be read', async () => {
    const log = new WrittenLog();
    const { feed, deserted } = feedOf(log);
    const { done } = reading(feed.follow(0, EVERYTHING));
    log.broken = new Error('no worker');
    feed.catchUp();
    await expect(done).rejects.toThrow('no worker');
    expect(deserted()).toBe(true);
  });
});

describe('a reader that stops reading', () => {
  /** Takes one batch and no more. */
  async function stuck(feed: Feed, after: number): Promise<{ reader: FeedReader; next: () => Promise<unknown> }> {
    const reader = feed.follow(after, EVERYTHING);
    const batches = reader.batches();
    await batches.next();
    return { reader, next: () => batches.next() };
  }
  it(`is let go when it falls ${MAX_BACKLOG} events behind, and nobody else is`, async () => {
    const log = new WrittenLog();
    log.write(1);
    const { feed } = feedOf(log);
    const { reader, next } = await stuck(feed, 0);
    const other = reading(feed.follow(0, EVERYTHING));
    for (let n = 0; n < MAX_BACKLOG / 100; n += 1) {
      feed.hear(log.write(100));
      await turn();
    }
    await delay(PAST_GRACE_MS);
    expect(reader.signal.aborted).toBe(false);
    feed.hear(log.write(2));
    await delay(PAST_GRACE_MS);
    expect(reader.signal.aborted).toBe(true);
    await expect(next()).rejects.toBeInstanceOf(SlowConsumer);
    await turn();
    expect(other.got).toEqual(count(1, MAX_BACKLOG + 3));
  });
  it('is not slow when it takes in time what became known at one moment', async () => {
    const log = new WrittenLog();
    const { feed } = feedOf(log);
    const reader = feed.follow(0, EVERYTHING);
    const { got } = reading(reader);
    for (let n = 0; n < 3; n += 1) {
      feed.hear(log.write(3 * MAX_BACKLOG));
      feed.hear(log.write(3 * MAX_BACKLOG));
      await turn();
    }
    await delay(PAST_GRACE_MS);
    expect(reader.signal.aborted).toBe(false);
    expect(got).toEqual(count(1, 18 * MAX_BACKLOG));
  });
  it('may come late: only what it falls further behind counts', async () => {
    const log = new WrittenLog();
    log.write(5 * MAX_BACKLOG);
    const { feed } = feedOf(log);
    const reader = feed.follow(0, EVERYTHING);
    const batches = reader.batches();
    const got: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      got.push(...positions(((await batches.next()).value as Frame[]) ?? []));
      feed.hear(log.write(MAX_BACKLOG / 2));
    }
    expect(reader.signal.aborted).toBe(false);
    expect(got).toEqual(count(1, 2_000));
    feed.hear(log.write(MAX_BACKLOG + 1));
    await delay(PAST_GRACE_MS);
    expect(reader.signal.reason).toBeInstanceOf(SlowConsumer);
  });
});
