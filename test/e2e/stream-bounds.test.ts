/** What clients may ask of streams: how many, and how far they may fall behind. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import { readSentEvents, SocketReader } from './event-reader.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

const STREAM = '/api/v1/workflow/stream';
const ALLOWED = 3;
/** Each with three events, of which one has 16 KB: more than the buffers between the two ends hold. */
const STEPS = 40;
const EXECUTIONS = 30;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start({ MAX_STREAMS: '5', MAX_STREAMS_PER_CLIENT: String(ALLOWED) });
}, 120_000);
afterAll(() => platform.stop(), 60_000);
const placeOf = ({ execution_id, seq }: ExecutionEvent) => `${execution_id}/${seq}`;
const socket = () => new SocketReader(platform.url, STREAM);

describe('streams beyond the limit of a client', () => {
  it('are closed with 1013, or refused with 429, until one is given up', async () => {
    const open = await Promise.all(Array.from({ length: ALLOWED }, () => socket().opened()));
    const { code, reason } = await socket().closed;
    expect([code, reason]).toEqual([1013, expect.stringMatching(/^3 streams are open from 127\.0\.0\.1/)]);
    const answer = await platform.send<ProblemBody>('GET', STREAM);
    expect([answer.status, answer.body.code]).toEqual([429, 'too_many_streams']);
    expect(answer.body.detail).toMatch(/close some, or try again later/);

    open[0]?.close();
    await open[0]?.closed;
    const next = await socket().opened();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(next.isOpen).toBe(true);
    for (const one of [...open, next]) one.close();
    await Promise.all([...open, next].map(({ closed }) => closed));
  });
  it('are counted for refused and for ended streams no longer', async () => {
    const type = await platform.publishSteps('short', [step(1, 'demo.echo', {})]);
    const { execution_id: id } = await platform.run(type);
    for (let n = 0; n < 2 * ALLOWED; n += 1) {
      expect((await new SocketReader(platform.url, `${STREAM}/${id}`).closed).code).toBe(1000);
      expect((await readSentEvents(`${platform.url}${STREAM}/${id}`)).ended).toBe(true);
      expect((await platform.send('GET', `${STREAM}/nobody`)).status).toBe(404);
    }
  });
});

describe('a client that does not read', () => {
  it('is closed with 4408, holds nobody up, and resumes where it was', async () => {
    const slow = new SocketReader(platform.url, STREAM);
    await slow.opened();
    slow.pause();
    const reader = await new SocketReader(platform.url, STREAM).opened();
    const input = { text: 'x'.repeat(16_000) };
    const steps = Array.from({ length: STEPS }, (_, n) => step(n + 1, 'demo.echo', { text: '$input.text', n }));
    const type = await platform.publishSteps('wide', steps);
    await Promise.all(Array.from({ length: EXECUTIONS }, () => platform.start(type, input)));
    const ends = ({ events }: SocketReader) => events.filter(({ event }) => event === 'execution_completed').length;
    await reader.until((one) => ends(one) === EXECUTIONS, 60);

    slow.resume();
    expect((await slow.closed).code).toBe(4408);
    expect(slow.events.length).toBeGreaterThan(0);
    expect(slow.events.length).toBeLessThan(reader.events.length);
    const last = slow.events.at(-1) as unknown as { cursor: string };
    const rest = await new SocketReader(platform.url, `${STREAM}?after=${last.cursor}`).opened();
    await rest.until(({ events }) => events.length + slow.events.length === reader.events.length);
    expect([...slow.events, ...rest.events].map(placeOf)).toEqual(reader.events.map(placeOf));
    for (const one of [reader, rest]) one.close();
  }, 90_000);
});
