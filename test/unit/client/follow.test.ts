/** Following a stream over both transports, whatever happens to its connections. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { DynexClient, type FollowExecutionOptions } from '../../../src/client/dynex-client.js';
import type { FollowState } from '../../../src/client/follow.js';
import { ProblemError } from '../../../src/client/problem-error.js';
import type { SocketClass } from '../../../src/client/web-socket.js';
import { EventServer, logOf } from './event-server.js';

let server: EventServer;
beforeEach(async () => void (server = await EventServer.start()));
afterEach(() => server.stop());

const TIMES = { first_ms: 5, max_ms: 20 };
const SOCKET = WebSocket as unknown as SocketClass;
const clientWith = (web_socket: SocketClass | null) => new DynexClient({ base_url: server.url, web_socket });

async function followed(client: DynexClient, options: FollowExecutionOptions = {}) {
  const states: FollowState[] = [];
  const seqs: number[] = [];
  const on_state = (state: FollowState) => states.push(state);
  for await (const event of client.follow('e', { on_state, times: TIMES, ...options })) seqs.push(event.seq);
  const waits = states.flatMap((state) => (state.kind === 'waiting' ? [state.reason] : []));
  return { states, seqs, waits, kinds: states.map(({ kind }) => kind) };
}
const ALL = [1, 2, 3, 4, 5, 6];
const upTo = (seq: number) => (after: number) => logOf(6).filter((event) => event.seq > after && event.seq <= seq);

describe.each([
  ['a WebSocket', SOCKET],
  ['server-sent events', null],
])('following over %s', (_name, web_socket) => {
  it('gives every event once, in order, and ends after the final one', async () => {
    const { seqs, kinds } = await followed(clientWith(web_socket));
    expect(seqs).toEqual(ALL);
    expect(kinds).toEqual(['connecting', 'live', 'ended']);
    expect(server.asked).toEqual(['/api/v1/workflow/stream/e?after=0']);
  });
  it('begins after the seq that is known', async () => {
    expect((await followed(clientWith(web_socket), { after: 4 })).seqs).toEqual([5, 6]);
  });
  it('ends at once after the last seq of an execution that has closed', async () => {
    const { seqs, kinds } = await followed(clientWith(web_socket), { after: 6 });
    expect([seqs, kinds.at(-1)]).toEqual([[], 'ended']);
    expect(server.asked).toHaveLength(1);
  });
  it('goes on after the last event when the connection breaks, and says so', async () => {
    server.will({ send: upTo(2), close: 'cut' }, { send: upTo(4), close: 'cut' });
    const { seqs, kinds } = await followed(clientWith(web_socket));
    expect(seqs).toEqual(ALL);
    expect(kinds).toEqual(
      [...'cwcwc'].flatMap((k) => (k === 'c' ? ['connecting', 'live'] : ['waiting'])).concat('ended'),
    );
    expect(server.asked.map((path) => path.split('?')[1])).toEqual(['after=0', 'after=2', 'after=4']);
  });
  it('drops what it has already', async () => {
    server.will({ send: () => [...logOf(6).slice(0, 3), ...logOf(6)] });
    expect((await followed(clientWith(web_socket))).seqs).toEqual(ALL);
  });
  it('opens anew where an event is missing', async () => {
    server.will({ send: () => logOf(6).filter(({ seq }) => seq !== 3), close: null });
    const { seqs, waits } = await followed(clientWith(web_socket));
    expect([seqs, waits]).toEqual([ALL, ['something was missing']]);
    expect(server.asked.at(-1)).toContain('after=2');
  });
  it('throws the refusal of an unknown execution', async () => {
    server.will({ refuse: 404 }, { refuse: 404 });
    const refusal = await followed(clientWith(web_socket)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({ status: 404, code: 'not_found', message: 'There is no execution e' });
  });
  it('tries again when it is refused for a reason that passes', async () => {
    server.will({ refuse: 503 }, { refuse: 503 }, { refuse: 429 }, { refuse: 429 });
    const { seqs, waits } = await followed(clientWith(web_socket));
    expect(seqs).toEqual(ALL);
    expect(waits.length).toBeGreaterThan(0);
  });
  it('waits as long as the server asks', async () => {
    const limited = { refuse: 429, headers: { 'retry-after': '1' } };
    server.will(limited, ...(web_socket ? [limited] : []));
    const { seqs, states } = await followed(clientWith(web_socket));
    const waits = states.flatMap((state) => (state.kind === 'waiting' ? [state.retry_in_ms] : []));
    expect([seqs, waits]).toEqual([ALL, [1_000]]);
  });
  it.each([401, 403])('ends with the refusal of a key, %d, also when it comes in the middle', async (status) => {
    const refused = { refuse: status };
    server.will({ send: upTo(3), close: 'cut' }, refused, refused);
    await expect(followed(clientWith(web_socket))).rejects.toMatchObject({ status });
    expect(server.asked.length).toBeLessThanOrEqual(3);
  });
  it('waits for a server that is not there', async () => {
    const { url } = server;
    await server.stop();
    const leaving = new AbortController();
    const client = new DynexClient({ base_url: url, web_socket });
    const kinds: string[] = [];
    const on_state = (state: FollowState) => {
      kinds.push(state.kind);
      if (kinds.filter((kind) => kind === 'waiting').length === 3) leaving.abort();
    };
    const events = client.follow('e', { signal: leaving.signal, on_state, times: TIMES });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(kinds.at(-1)).toBe('ended');
    server = await EventServer.start();
  });
  it('takes silence for a break', async () => {
    server.answersPing = false;
    server.will({ send: upTo(3), close: null });
    const { seqs, waits } = await followed(clientWith(web_socket), { times: { ...TIMES, silence_ms: 200 } });
    expect(seqs).toEqual(ALL);
    expect(waits).toEqual([expect.stringContaining('nothing was heard')]);
  });
  it('ends without an error when the signal is aborted', async () => {
    server.will({ send: upTo(3), close: null });
    const leaving = new AbortController();
    const seqs: number[] = [];
    for await (const { seq } of clientWith(web_socket).follow('e', { signal: leaving.signal })) {
      seqs.push(seq);
      if (seq === 3) setTimeout(() => leaving.abort(), 20);
    }
    expect(seqs).toEqual([1, 2, 3]);
  });
  it('opens nothing when the signal is aborted before', async () => {
    expect((await followed(clientWith(web_socket), { signal: AbortSignal.abort() })).seqs).toEqual([]);
    expect(server.asked).toEqual([]);
  });
  it('closes the connection when the loop is left', async () => {
    server.will({ close: null });
    for await (const { seq } of clientWith(web_socket).follow('e')) if (seq === 2) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((server as unknown as { sockets: { clients: Set<unknown> } }).sockets.clients.size).toBe(0);
  });
});

describe('over a WebSocket', () => {
  it.each([1001, 1011, 1013, 4408])('a close with %d is a reason to go on', async (close) => {
    server.will({ send: upTo(3), close });
    const { seqs, waits } = await followed(clientWith(SOCKET));
    expect([seqs, waits.length]).toEqual([ALL, 1]);
  });
  it('says ping, and does not take the answer for an event', async () => {
    server.will({ send: upTo(3), close: null });
    const times = { ...TIMES, ping_every_ms: 20, silence_ms: 5_000 };
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 150);
    expect((await followed(clientWith(SOCKET), { times, signal: leaving.signal })).seqs).toEqual([1, 2, 3]);
    expect(server.said.length).toBeGreaterThan(2);
    expect(new Set(server.said)).toEqual(new Set(['ping']));
  });
  it('a handshake that does not get through is followed by server-sent events', async () => {
    server.will({ refuse: 400 });
    const { seqs, waits } = await followed(clientWith(SOCKET));
    expect([seqs, waits]).toEqual([ALL, []]);
  });
  it('a client with headers uses server-sent events, which carry them', async () => {
    const headers = { authorization: 'Bearer key' };
    await followed(new DynexClient({ base_url: server.url, web_socket: SOCKET, headers }));
    expect(server.headers[0]).toMatchObject({ ...headers, accept: 'text/event-stream' });
  });
});

describe('with a key', () => {
  const keyed = (web_socket: SocketClass | null, api_key: string | (() => string | null) = 'dynex_ann_1') =>
    new DynexClient({ base_url: server.url, web_socket, api_key });

  it('each WebSocket is opened with a ticket of its own', async () => {
    server.will({ send: upTo(3), close: 'cut' });
    expect((await followed(keyed(SOCKET))).seqs).toEqual(ALL);
    expect(server.asked.map((path) => path.split('?')[1])).toEqual(['after=0&ticket=t%2F1', 'after=3&ticket=t%2F2']);
    expect(server.ticketKeys).toEqual(['Bearer dynex_ann_1', 'Bearer dynex_ann_1']);
    expect(server.headers[0]?.authorization).toBeUndefined();
  });
  it('a ticket is the whole query where there is no other', async () => {
    server.will({ send: () => [{ ...logOf(6)[0], cursor: '1' }] });
    for await (const { seq } of keyed(SOCKET).followAll()) if (seq === 1) break;
    expect(server.asked).toEqual(['/api/v1/workflow/stream?ticket=t%2F1']);
  });
  it('server-sent events carry the key itself', async () => {
    expect((await followed(keyed(null))).seqs).toEqual(ALL);
    expect([server.headers[0]?.authorization, server.ticketKeys]).toEqual(['Bearer dynex_ann_1', []]);
  });
  it('a socket that does not get through is followed by server-sent events', async () => {
    server.will({ refuse: 400 });
    expect((await followed(keyed(SOCKET))).seqs).toEqual(ALL);
    expect(server.asked).toEqual([expect.stringContaining('ticket='), '/api/v1/workflow/stream/e?after=0']);
  });
  it('server-sent events do where no ticket can be had', async () => {
    server.refusesTickets = 503;
    expect((await followed(keyed(SOCKET))).seqs).toEqual(ALL);
    expect(server.headers[0]).toMatchObject({ authorization: 'Bearer dynex_ann_1', accept: 'text/event-stream' });
  });
  it.each([401, 403])('a ticket that is refused with %d ends the following', async (status) => {
    server.refusesTickets = status;
    await expect(followed(keyed(SOCKET))).rejects.toMatchObject({ status });
    expect(server.asked).toEqual([]);
  });
  it('no ticket is asked for while the key is null', async () => {
    expect((await followed(keyed(SOCKET, () => null))).seqs).toEqual(ALL);
    expect([server.ticketKeys, server.asked]).toEqual([[], ['/api/v1/workflow/stream/e?after=0']]);
  });
});

describe('following all executions', () => {
  const message = (execution_id: string, seq: number, cursor: number) => ({
    ...logOf(9, execution_id)[seq - 1],
    cursor: String(cursor),
  });

  it.each([
    ['a WebSocket', SOCKET],
    ['server-sent events', null],
  ])('goes on after the last cursor, without repeats, over %s', async (_name, web_socket) => {
    const first = [message('a', 1, 10), message('b', 4, 11), message('a', 2, 12)];
    const second = [message('a', 2, 12), message('b', 5, 13)];
    server.will({ send: () => first, close: 'cut' }, { send: () => second, close: null });
    const got: string[] = [];
    const options = { deliverable_type: 'beam', times: TIMES };
    for await (const { execution_id, seq, cursor } of clientWith(web_socket).followAll(options)) {
      got.push(`${execution_id}${seq}@${cursor}`);
      if (got.length === 4) break;
    }
    expect(got).toEqual(['a1@10', 'b4@11', 'a2@12', 'b5@13']);
    expect(server.asked).toEqual([
      '/api/v1/workflow/stream?deliverable_type=beam',
      '/api/v1/workflow/stream?deliverable_type=beam&after=12',
    ]);
  });
});
