/** The stream of all executions: their events in the order in which they became known, each with a cursor. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import { expectGapless } from './event-log.js';
import { readSentEvents, refusedHandshake, SocketReader } from './event-reader.js';
import { step, TestPlatform } from './platform.js';

const STREAM = '/api/v1/workflow/stream';
type Followed = ExecutionEvent & { cursor: string };

let platform: TestPlatform;
let quick: string;
let failing: string;
const sockets: SocketReader[] = [];
beforeAll(async () => {
  platform = await TestPlatform.start();
  quick = await platform.publishSteps('quick', [
    step(1, 'demo.echo', { n: 1 }),
    step(2, 'demo.echo', { n: '$step1.n' }),
  ]);
  failing = await platform.publishSteps('failing', [step(1, 'demo.fail', { message: 'no' })]);
}, 120_000);
afterAll(async () => {
  for (const one of sockets) one.close();
  await platform.stop();
}, 60_000);

async function socket(query = ''): Promise<SocketReader> {
  const reader = new SocketReader(platform.url, STREAM + query);
  sockets.push(reader);
  return reader.opened();
}
const followed = ({ events }: SocketReader) => events as Followed[];
const ofExecution = (reader: SocketReader, id: string) => followed(reader).filter((one) => one.execution_id === id);
const ends = (reader: SocketReader) => reader.events.filter(({ event }) => event === 'execution_completed').length;
const withoutCursor = (events: Followed[]) => events.map(({ cursor: _, ...event }) => event);

/** The cursors count without a gap, and each execution's events are its log. */
async function expectWhole(reader: SocketReader, from = Number(followed(reader)[0]?.cursor)): Promise<void> {
  expect(followed(reader).map(({ cursor }) => cursor)).toEqual(reader.events.map((_, n) => String(from + n)));
  for (const id of new Set(reader.events.map(({ execution_id }) => execution_id))) {
    expect(withoutCursor(ofExecution(reader, id))).toEqual(await platform.events(id));
  }
}

describe('the stream of all executions', () => {
  it('begins with what happens from now on, and carries every execution whole', async () => {
    await platform.run(quick);
    const reader = await socket();
    await Promise.all(Array.from({ length: 20 }, () => platform.run(quick)));
    await reader.until((one) => ends(one) === 20);
    await expectWhole(reader);
    expect(new Set(reader.events.map(({ execution_id }) => execution_id)).size).toBe(20);
  });
  it('resumes after a cursor, also in the middle of an execution, and from the beginning after 0', async () => {
    const whole = await socket('?after=0');
    await platform.run(quick);
    const newest = (await platform.get<{ items: { execution_id: string }[] }>('/executions?limit=1')).body.items[0];
    const id = newest?.execution_id ?? '';
    await whole.until((one) => ofExecution(one, id).some(({ event }) => event === 'execution_completed'));
    await expectWhole(whole, 1);
    const place = followed(whole).findIndex((one) => one.execution_id === id && one.seq === 3);
    const resumed = await socket(`?after=${followed(whole)[place]?.cursor}`);
    await resumed.until((one) => one.events.length >= whole.events.length - place - 1);
    expect(resumed.events).toEqual(whole.events.slice(place + 1));
  });
  it('is the same for everybody, live or read again later', async () => {
    const live = await socket();
    await Promise.all([platform.run(quick), platform.run(failing), platform.run(quick)]);
    await live.until((one) => ends(one) === 2 && one.events.some(({ event }) => event === 'execution_failed'));
    const before = Number(followed(live)[0]?.cursor) - 1;
    const again = await socket(`?after=${before}`);
    await again.until((one) => one.events.length >= live.events.length);
    expect(again.events.slice(0, live.events.length)).toEqual(live.events);
  });
  it('has what happened while nobody listened, also of short and of parked executions', async () => {
    const cursor = await lastCursor();
    const ids = await Promise.all([quick, failing].map(async (type) => (await platform.run(type)).execution_id));
    const reader = await socket(`?after=${cursor}`);
    await reader.until(() =>
      ids.every((id) => ofExecution(reader, id).some(({ event }) => /_(completed|failed)$/.test(event))),
    );
    for (const id of ids) {
      await reader.until(() => ofExecution(reader, id).some(({ event }) => /^execution_(c|f)/.test(event)));
      expectGapless(ofExecution(reader, id));
    }
  });
  it('can be narrowed down to a type', async () => {
    const reader = await socket(`?deliverable_type=${failing}`);
    await platform.run(quick);
    const { execution_id } = await platform.run(failing);
    await platform.run(quick);
    await reader.until(({ events }) => events.some(({ event }) => event === 'execution_failed'));
    expect([...new Set(reader.events.map((one) => one.execution_id))]).toEqual([execution_id]);
    expectGapless(reader.events);
    const later = await socket(`?deliverable_type=${failing}&after=0`);
    await later.until(({ events }) => events.length >= reader.events.length);
    expect(new Set(later.events.map((one) => one.event))).not.toContain('execution_completed');
  });
  it('is server-sent too, with the cursor as id', async () => {
    const cursor = await lastCursor();
    await platform.run(quick);
    const isEnough = (events: { event: ExecutionEvent }[]) => events.at(-1)?.event.event === 'execution_completed';
    const read = await readSentEvents(platform.url + STREAM, { 'last-event-id': cursor }, isEnough);
    expect(read.type).toBe('text/event-stream');
    expect(read.events.map(({ id }) => id)).toEqual(read.events.map(({ event }) => (event as Followed).cursor));
    expect(Number(read.events[0]?.id)).toBe(Number(cursor) + 1);
  });
  it('answers the text ping with the text pong', async () => {
    const reader = await socket();
    reader.say('ping');
    await reader.until(({ texts }) => texts.length === 1);
    expect(reader.texts).toEqual(['pong']);
  });
  it('is refused before the upgrade for a cursor that is none', async () => {
    const { status, body } = await refusedHandshake(platform.url, `${STREAM}?after=x1`);
    expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([400, 'invalid_after']);
  });
});

/** Of the newest event. */
async function lastCursor(): Promise<string> {
  const reader = await socket();
  const { execution_id } = await platform.run(quick);
  await reader.until((one) => ofExecution(one, execution_id).some(({ event }) => event === 'execution_completed'));
  reader.close();
  return followed(reader).at(-1)?.cursor ?? '';
}
