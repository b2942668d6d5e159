/** The log of one execution as WebSocket and server-sent events carry it. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import { expectGapless, namesOf } from './event-log.js';
import { readSentEvents, refusedHandshake, type SentEvent, SocketReader } from './event-reader.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';
import { expectEventShapes } from './wire-shapes.js';

const STREAM = '/api/v1/workflow/stream';
/** Every 30 s. */
const HEARTBEAT_WITHIN_MS = 40_000;
let platform: TestPlatform;
let slow: string;
let failing: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  slow = await platform.publishSteps('slow', [
    step(1, 'demo.sleep', { seconds: 0.4 }),
    step(2, 'demo.sleep', { seconds: 0.4, value: '$step1.value' }),
  ]);
  failing = await platform.publishSteps('failing', [step(1, 'demo.fail', { message: 'no' })]);
}, 120_000);
const readers: SocketReader[] = [];
afterAll(async () => {
  for (const reader of readers) reader.close();
  await platform.stop();
}, 60_000);

function socket(id: string, query = ''): SocketReader {
  const reader = new SocketReader(platform.url, `${STREAM}/${id}${query}`);
  readers.push(reader);
  return reader;
}
const sent = (id: string, query = '', headers = {}, enough?: (events: SentEvent[]) => boolean) =>
  readSentEvents(`${platform.url}${STREAM}/${id}${query}`, headers, enough);
const finished = async (): Promise<{ id: string; log: ExecutionEvent[] }> => {
  const { execution_id: id } = await platform.run(slow);
  return { id, log: await platform.events(id) };
};

describe('a WebSocket', () => {
  it('carries a running execution to its end and closes with 1000', async () => {
    const id = await platform.start(slow);
    const reader = socket(id);
    const { code } = await reader.closed;
    expect(code).toBe(1000);
    expectGapless(reader.events);
    expectEventShapes(reader.events);
    expect(namesOf(reader.events).at(-1)).toBe('execution_completed');
    expect(reader.events).toEqual(await platform.events(id));
  });
  it('carries events while the execution runs', async () => {
    const id = await platform.start(slow);
    const reader = await socket(id).opened();
    await reader.until(({ events }) => namesOf(events).includes('step_completed'));
    expect((await platform.read(id)).completed_at).toBeNull();
    await reader.closed;
    expectGapless(reader.events);
  });
  it('gives each of many clients the same log, wherever they join', async () => {
    const id = await platform.start(slow);
    const clients = [socket(id)];
    for (let n = 0; n < 4; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      clients.push(socket(id));
    }
    await Promise.all(clients.map(({ closed }) => closed));
    const log = await platform.events(id);
    for (const { events } of clients) expect(events).toEqual(log);
  });
  it('replays a closed execution and closes', async () => {
    const { id, log } = await finished();
    const reader = socket(id);
    expect((await reader.closed).code).toBe(1000);
    expect(reader.events).toEqual(log);
  });
  it('resumes after a seq', async () => {
    const { id, log } = await finished();
    const reader = socket(id, '?after=3');
    await reader.closed;
    expect(reader.events).toEqual(log.slice(3));
    const id2 = await platform.start(slow);
    const live = socket(id2, '?after=2');
    await live.closed;
    expectGapless(live.events, 3);
  });
  it('closes at once after the last seq of a closed execution', async () => {
    const { id, log } = await finished();
    const reader = socket(id, `?after=${log.length}`);
    expect((await reader.closed).code).toBe(1000);
    expect(reader.events).toEqual([]);
  });
  it('closes at once after the last seq of an execution that ends while the client is away', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ completed_at }) => completed_at !== null);
    const { length } = await platform.events(id);
    const answers = [socket(id, `?after=${length + 5}`), socket(id, `?after=${length - 1}`)];
    await Promise.all(answers.map(({ closed }) => closed));
    expect(answers.map(({ events }) => events.length)).toEqual([0, 1]);
  });
  it('stays open while the execution is parked', async () => {
    const { execution_id } = await platform.run(failing);
    const reader = await socket(execution_id).opened();
    await reader.until(({ events }) => namesOf(events).includes('execution_failed'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reader.isOpen).toBe(true);
    expect(reader.events.at(-1)).toMatchObject({ dead_letter: { parked_until: expect.any(String) } });
    reader.close();
    await reader.closed;
  });
  it('answers the text ping with the text pong', async () => {
    const { execution_id } = await platform.run(failing);
    const reader = await socket(execution_id).opened();
    reader.say('ping');
    reader.say('anything else');
    reader.say('ping');
    await reader.until(({ texts }) => texts.length === 2);
    expect(reader.texts).toEqual(['pong', 'pong']);
    reader.close();
  });
  it('is closed when the client sends more than 1 MB', async () => {
    const { execution_id } = await platform.run(failing);
    const reader = await socket(execution_id).opened();
    reader.say('x'.repeat(1024 * 1024 + 1));
    expect((await reader.closed).code).toBe(1009);
  });
  it.each([
    ['an unknown execution', `${STREAM}/no-such-execution`, 404, 'not_found'],
    ['a path that is no stream', '/api/v1/workflow/elsewhere', 404, 'not_found'],
    ['after that is no seq', `${STREAM}/some?after=soon`, 400, 'invalid_after'],
    ['after below 0', `${STREAM}/some?after=-1`, 400, 'invalid_after'],
    ['a path that cannot be decoded', `${STREAM}/%E0%A4%A`, 400, 'malformed_path'],
    ['a NUL in the id', `${STREAM}/a%00b`, 404, 'not_found'],
  ])('is refused before the upgrade for %s', async (_label, path, status, code) => {
    const answer = await refusedHandshake(platform.url, path);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'about:blank', status, code });
  });
});

describe('server-sent events', () => {
  it('carry a running execution to its end, with the seq as id', async () => {
    const id = await platform.start(slow);
    const { status, type, events, ended } = await sent(id);
    expect([status, type, ended]).toEqual([200, 'text/event-stream', true]);
    expectGapless(events.map(({ event }) => event));
    expect(events.map((one) => one.id)).toEqual(events.map(({ event }) => String(event.seq)));
    expect(events.map(({ event }) => event)).toEqual(await platform.events(id));
  });
  it('replay a closed execution, also after a seq or a Last-Event-ID', async () => {
    const { id, log } = await finished();
    expect((await sent(id)).events.map(({ event }) => event)).toEqual(log);
    expect((await sent(id, '?after=4')).events.map(({ event }) => event)).toEqual(log.slice(4));
    expect((await sent(id, '', { 'last-event-id': '5' })).events.map(({ event }) => event)).toEqual(log.slice(5));
    const both = await sent(id, '?after=1', { 'last-event-id': '5' });
    expect(both.events.map(({ event }) => event)).toEqual(log.slice(5));
  });
  it('answer 204 to a browser that comes again and has the whole log, which ends its coming', async () => {
    const { id, log } = await finished();
    expect((await sent(id, '', { 'last-event-id': String(log.length) })).status).toBe(204);
    expect((await sent(id, `?after=${log.length}`)).status).toBe(200);
  });
  it('stay open while the execution is parked', async () => {
    const { execution_id } = await platform.run(failing);
    const { events, ended } = await sent(execution_id, '', {}, (all) => all.at(-1)?.event.event === 'execution_failed');
    expect(ended).toBe(false);
    expectGapless(events.map(({ event }) => event));
  });
  it.each([
    ['an unknown execution', '/no-such-execution', {}, 404, 'not_found'],
    ['after that is no seq', '/some?after=soon', {}, 400, 'invalid_after'],
    ['a Last-Event-ID that is no seq', '/some', { 'last-event-id': 'x' }, 400, 'invalid_after'],
    ['a NUL in the id', '/a%00b', {}, 404, 'not_found'],
  ])('are refused as a problem for %s', async (_label, path, headers, status, code) => {
    const answer = await platform.send<ProblemBody>('GET', STREAM + path, undefined, {
      accept: 'text/event-stream',
      ...headers,
    });
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect(answer.body.code).toBe(code);
  });
});

it('whoever is quiet for long hears that the server is there, over both transports', async () => {
  const { execution_id } = await platform.run(failing);
  const reader = await socket(execution_id).opened();
  const abort = new AbortController();
  const headers = { accept: 'text/event-stream' };
  const response = await fetch(`${platform.url}${STREAM}/${execution_id}`, { headers, signal: abort.signal });
  const comment = async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      if (/^:/m.test(text)) return true;
    }
    return false;
  };
  const isTold = await Promise.race([Promise.all([reader.pinged, comment()]), delay(HEARTBEAT_WITHIN_MS)]);
  expect(isTold).toEqual([undefined, true]);
  expect(reader.isOpen).toBe(true);
  abort.abort();
  reader.close();
}, 60_000);
