/** Streams, audit and limits of servers with API keys: two API processes on one platform. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { DynexClient } from '../../src/client/dynex-client.js';
import type { SocketClass } from '../../src/client/web-socket.js';
import type { AuditRow } from '../../src/contracts/audit.js';
import type { ListPage } from '../../src/contracts/list-page.js';
import type { StreamTicket } from '../../src/contracts/session.js';
import { freePort } from '../../src/process/free-port.js';
import { revokeKey } from '../../src/cli/keys.js';
import type { ApiClient } from './api-client.js';
import { readSentEvents, refusedHandshake, SocketReader } from './event-reader.js';
import { KeysFile } from './keys.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';
import { PlatformProcess } from './platform-process.js';
import { addressesIn } from './split-platform.js';

const STREAM = '/api/v1/workflow/stream';
const PAGE = 'https://tools.example';
const FAILURES = 12;
const STREAMS = 2;
/** Of the processes' requests in a minute: enough for these tests, and soon used up. */
const REQUESTS = 150;

let keys: KeysFile;
let platform: TestPlatform;
/** The other API process: a real one, with its own log. */
let other: PlatformProcess;
let [viewer, operator, admin]: ApiClient[] = [];
let finished: string;
beforeAll(async () => {
  keys = await KeysFile.make();
  const settings = { API_KEYS_FILE: keys.path, ALLOWED_ORIGINS: PAGE, ALLOWED_HOSTS: 'dynex.example' };
  const bounds = { RATE_LIMIT_FAILED_PER_MINUTE: String(FAILURES), RATE_LIMIT_PER_MINUTE: String(REQUESTS) };
  platform = await TestPlatform.start({ ...settings, MAX_STREAMS_PER_CLIENT: String(STREAMS) });
  const servers = await addressesIn(platform);
  const own = { PORT: String(await freePort()), DATA_DIR: platform.dataDir, ROLE: 'api', LOG_LEVEL: 'debug' };
  other = new PlatformProcess({ ...servers, ...settings, ...bounds, ...own });
  [viewer, operator, admin] = [keys.keys.viewer, keys.keys.operator, keys.keys.admin].map((key) => platform.as(key));
  finished = await given(admin).publishSteps('finished', [step(1, 'demo.echo', {})]);
  await other.untilReadiness(200);
}, 120_000);
afterAll(async () => {
  await other?.kill('SIGTERM');
  await platform?.stop();
  await keys?.clear();
}, 60_000);

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It was not started');
  return value;
}
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const finishedStream = async () => `${STREAM}/${(await given(operator).run(finished)).execution_id}`;
const ticket = async (from: ApiClient) => (await from.post<StreamTicket>('/stream-tickets')).body.ticket;
const codeOf = (body: string) => (JSON.parse(body) as ProblemBody).code;
async function entries(action: string, enough: (rows: AuditRow[]) => boolean): Promise<AuditRow[]> {
  for (const end = Date.now() + 20_000; ; await delay(50)) {
    const { items } = (await given(admin).get<ListPage<AuditRow>>(`/audit?action=${action}&limit=200`)).body;
    if (enough(items)) return items;
    if (Date.now() > end) throw new Error(`The audit has only ${JSON.stringify(items)}`);
  }
}

describe('a stream', () => {
  it('opens with a key in its header, by either transport', async () => {
    const path = await finishedStream();
    const socket = new SocketReader(platform.url, path, bearer(keys.keys.viewer));
    expect((await socket.closed).code).toBe(1000);
    const { status, events } = await readSentEvents(platform.url + path, bearer(keys.keys.viewer));
    expect([status, events.length > 0, socket.events.length]).toEqual([200, true, events.length]);
  });
  it.each([
    ['no key', {}],
    ['a key of nobody', bearer(`dynex_nobody_${'x'.repeat(43)}`)],
  ])('does not open with %s: 401 before the upgrade', async (_, headers) => {
    const { status, type, body } = await refusedHandshake(platform.url, STREAM, headers);
    expect([status, type, codeOf(body)]).toEqual([401, 'application/problem+json', 'unauthenticated']);
    expect((await platform.send('GET', STREAM, undefined, headers)).status).toBe(401);
  });
  it('opens with a ticket, once, by either transport', async () => {
    const path = await finishedStream();
    const one = `${path}?ticket=${await ticket(given(viewer))}`;
    expect((await new SocketReader(platform.url, one).closed).code).toBe(1000);
    expect((await refusedHandshake(platform.url, one)).status).toBe(401);
    const two = `${path}?ticket=${await ticket(given(viewer))}`;
    expect((await readSentEvents(platform.url + two)).status).toBe(200);
    expect((await platform.send('GET', two)).status).toBe(401);
  });
  it('opens with a ticket of another API process, of two takers for one', async () => {
    const path = `${await finishedStream()}?ticket=${await ticket(given(viewer))}`;
    const taken = await Promise.all([platform.url, other.api.url].map((url) => readSentEvents(url + path)));
    expect(taken.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });
  it('opens with no ticket that has expired, which the next one removes', async () => {
    const path = await finishedStream();
    const old = await ticket(given(viewer));
    const pool = given(platform.platform.parts ?? undefined).database.orm;
    await pool.execute(`UPDATE stream_tickets SET expires_at = now()`);
    expect((await readSentEvents(`${platform.url}${path}?ticket=${old}`)).status).toBe(401);
    await ticket(given(viewer));
    await pool.execute(`UPDATE stream_tickets SET expires_at = now()`);
    await ticket(given(viewer));
    const { rows } = await pool.execute(`SELECT hash FROM stream_tickets`);
    expect(rows).toHaveLength(1);
  });
  it('is all that a ticket is good for', async () => {
    const one = await ticket(given(admin));
    expect((await platform.get(`/executions?ticket=${one}`)).status).toBe(401);
    expect((await platform.get('/executions', bearer(one))).status).toBe(401);
  });
  it('counts for its key, from wherever it comes', async () => {
    const busy = await keys.create('busy', 'viewer');
    const open = () => new SocketReader(platform.url, STREAM, bearer(busy));
    const sockets = await Promise.all(Array.from({ length: STREAMS }, () => open().opened()));
    const { code, reason } = await open().closed;
    expect([code, reason]).toEqual([1013, expect.stringMatching(/^2 streams are open from busy/)]);
    const answer = await platform.as(busy).send<ProblemBody>('GET', STREAM);
    expect([answer.status, answer.body.code]).toEqual([429, 'too_many_streams']);
    const free = await new SocketReader(platform.url, STREAM, bearer(keys.keys.viewer)).opened();
    for (const socket of [...sockets, free]) socket.close();
  });
  it('ends when its key is revoked, in every process, and no other does', async () => {
    const gone = await keys.create('gone', 'viewer');
    const sockets = await Promise.all(
      [platform.url, other.api.url].map((url) => new SocketReader(url, STREAM, bearer(gone)).opened()),
    );
    const sent = readSentEvents(platform.url + STREAM, bearer(gone));
    const staying = await new SocketReader(platform.url, STREAM, bearer(keys.keys.admin)).opened();
    await revokeKey(keys.path, 'gone');
    for (const { closed } of sockets) expect(await closed).toEqual({ code: 4401, reason: 'The API key was revoked' });
    expect((await sent).ended).toBe(true);
    expect(staying.isOpen).toBe(true);
    staying.close();
    expect((await platform.get('/session', bearer(gone))).status).toBe(401);
  });
});

describe('a page of another origin', () => {
  it.each(['http://evil.example', 'null'])('may not ask or follow anything, with a key or not: %s', async (origin) => {
    const answer = await given(admin).get<ProblemBody>('/executions', { origin });
    expect([answer.status, answer.body.code]).toEqual([403, 'origin_refused']);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const handshake = await refusedHandshake(platform.url, STREAM, { origin, ...bearer(keys.keys.admin) });
    expect([handshake.status, codeOf(handshake.body)]).toEqual([403, 'origin_refused']);
  });
  it('may, when it is allowed, with a key', async () => {
    const asks = { origin: PAGE, 'access-control-request-method': 'POST' };
    const preflight = await platform.send('OPTIONS', '/api/v1/executions', undefined, asks);
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, PAGE]);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const refused = await platform.get('/executions', { origin: PAGE });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, PAGE]);
    expect((await given(viewer).get('/executions', { origin: PAGE })).status).toBe(200);
    const socket = new SocketReader(platform.url, await finishedStream(), {
      origin: PAGE,
      ...bearer(keys.keys.viewer),
    });
    expect((await socket.closed).code).toBe(1000);
  });
  it('may ask for the codec when it is the Temporal Web UI, with a key', async () => {
    const origin = platform.platform.temporalUi ?? '';
    const refused = await platform.post('/codec/decode', { payloads: [] }, { origin });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
    expect((await given(viewer).post('/codec/decode', { payloads: [] }, { origin })).status).toBe(200);
  });
});

it('a Host that is not allowed is 421, also before an upgrade', async () => {
  const { status, body } = await refusedHandshake(platform.url, STREAM, { host: 'evil.example' });
  expect([status, codeOf(body)]).toEqual([421, 'host_refused']);
  const named = new SocketReader(platform.url, await finishedStream(), {
    host: 'dynex.example',
    ...bearer(keys.keys.viewer),
  });
  expect((await named.closed).code).toBe(1000);
});

describe('answers', () => {
  it('are data to browsers, and nothing that runs; the pages keep their own policies', async () => {
    const policies = [];
    for (const path of ['/api/v1/session', '/docs', '/']) {
      const { headers } = await given(viewer).send('GET', path, undefined, { accept: 'text/html' });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      policies.push(headers.get('content-security-policy')?.replaceAll('; ', ';'));
    }
    expect(policies).toEqual([
      "default-src 'none';frame-ancestors 'none';form-action 'none'",
      expect.stringContaining("script-src 'self' 'unsafe-inline'"),
      expect.stringContaining("script-src 'self';style-src 'self'"),
    ]);
  });
});

describe('the audit', () => {
  it('names who published, started, decided and recovered', async () => {
    const type = await given(admin).publishSteps('audited', [step(1, 'demo.fail', { message: 'no' })]);
    const { execution_id } = await given(operator).run(type);
    await given(operator).post(`/executions/${execution_id}/steps/1/skip`, { reason: 'tried' });
    const query = `execution_id=${execution_id}&limit=200`;
    const { items } = (await given(admin).get<ListPage<AuditRow>>(`/audit?${query}`)).body;
    const byPeople = items.filter(({ source }) => source.startsWith('api'));
    expect(byPeople.map(({ action, actor }) => [action, actor])).toEqual([
      ['command_skip', 'operator'],
      ['command_execute', 'operator'],
    ]);
    expect(byPeople[1]?.details).toEqual({ deliverable_type: type, version: 1, user_id: null });
    const published = await entries('workflow_published', (rows) => rows.length >= 2);
    expect(published.map(({ actor }) => actor)).toEqual(['admin', 'admin']);
  });
  it('names who approved', async () => {
    const type = await given(admin).publishSteps('asking', [step(1, 'demo.echo', { design_ok: false })]);
    const { execution_id, status } = await given(operator).run(type);
    expect(status).toBe('awaiting_approval');
    await given(operator).post(`/executions/${execution_id}/approve`);
    await given(operator).until(execution_id, (one) => one.status === 'completed');
    const decided = await entries('approval_decided', (rows) => rows.some((one) => one.execution_id === execution_id));
    expect(decided.find((one) => one.execution_id === execution_id)?.actor).toBe('operator');
  });
  it('has what was refused: who, from where, what, and the role that it needed; and no query', async () => {
    await given(viewer).post('/workflows?change_description=mine', {});
    await platform.send('GET', '/metrics?x=y');
    const rows = await entries('request_refused', (all) => {
      const codes = new Set(all.map(({ details }) => details['code']));
      return ['forbidden', 'unauthenticated', 'origin_refused', 'host_refused'].every((code) => codes.has(code));
    });
    expect(rows.find(({ details }) => details['code'] === 'forbidden')).toMatchObject({
      actor: 'viewer',
      source: 'api 127.0.0.1',
      details: { method: 'POST', path: '/api/v1/workflows', code: 'forbidden', needed_role: 'admin' },
    });
    expect(JSON.stringify(rows)).not.toMatch(/\?|ticket=|dynex_[a-z]+_/);
  });
  it('has one entry a minute of each client and code, and none of what is wrong in other ways', async () => {
    const before = await entries('request_refused', () => true);
    await given(operator).get('/executions/nobody');
    await given(operator).post('/expressions/evaluate', { expression: '1 +' });
    await platform.send('GET', '/health/ready', undefined, bearer('nonsense'));
    await platform.get('/session');
    for (let n = 0; n < 20; n += 1) await given(operator).post('/workflows', {});
    const mine = ({ actor }: AuditRow) => actor === 'operator';
    const after = await entries('request_refused', (rows) => rows.some(mine));
    expect(after.filter(mine).length).toBeLessThanOrEqual(2);
    const added = after.filter(({ id }) => !before.some((one) => one.id === id));
    expect(added.map(({ details }) => details['code']).filter((code) => code !== 'forbidden')).toEqual([]);
  });
});

describe('too many requests', () => {
  /** Asks until the answer is 429; counts begin anew each minute, so it may take some more than the limit. */
  async function until429<T extends { status: number }>(limit: number, ask: () => Promise<T>): Promise<T[]> {
    const answers = [await ask()];
    while (answers.at(-1)?.status !== 429 && answers.length <= 2 * limit) answers.push(await ask());
    return answers;
  }
  it('without a good key are 429 for their address, and not for a key that was good before', async () => {
    const good = other.api.as(keys.keys.viewer);
    expect((await good.get('/session')).status).toBe(200);
    const wrong = bearer(`dynex_viewer_${'x'.repeat(43)}`);
    const answers = await until429(FAILURES, () => other.api.get('/session', wrong));
    for (const { status, headers } of answers)
      expect([status, headers.has('retry-after')]).toEqual([status, status === 429]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    const handshakes = await until429(FAILURES, () => refusedHandshake(other.api.url, STREAM));
    expect(handshakes.at(-1)?.status).toBe(429);
    expect((await good.get('/session')).status).toBe(200);
  });
  it('with a key are 429 for that key, with the time to wait, and an entry on the audit', async () => {
    const busy = other.api.as(keys.keys.viewer);
    const last = (await until429(REQUESTS, () => busy.get<ProblemBody>('/session'))).at(-1);
    expect([last?.status, last?.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    const limited = ({ actor, details }: AuditRow) => actor === 'viewer' && details['code'] === 'rate_limited';
    expect((await entries('request_refused', (all) => all.some(limited))).some(limited)).toBe(true);
  });
  it('are never told with the key or the ticket in the log', async () => {
    const said = other.stdout + other.stderr;
    expect(said).not.toMatch(/dynex_\w+_|ticket=/);
    for (const key of Object.values(keys.keys)) expect(said).not.toContain(key.slice(-43));
  });
});

describe('the typed client', () => {
  const clientOf = (api_key: string, web_socket: SocketClass | null) =>
    new DynexClient({ base_url: platform.url, api_key, web_socket });
  const napping = () => given(admin).publishSteps('nap', [step(1, 'demo.sleep', { seconds: 600 })]);

  it.each([
    ['a WebSocket', WebSocket as unknown as SocketClass],
    ['server-sent events', null],
  ])('follows with its key over %s, and ends with the refusal when that is revoked', async (_name, socket) => {
    const id = socket ? 'follower' : 'listener';
    const client = clientOf(await keys.create(id, 'viewer'), socket);
    expect(await client.session()).toEqual({ authentication: 'api_key', actor: id, role: 'viewer' });
    const execution_id = await given(operator).start(await napping());
    const heard: string[] = [];
    const following = (async () => {
      for await (const { event } of client.follow(execution_id)) {
        heard.push(event);
        if (event === 'step_started') await revokeKey(keys.path, id);
      }
    })();
    await expect(following).rejects.toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(heard.slice(0, 2)).toEqual(['execution_started', 'step_started']);
    await given(operator).post(`/executions/${execution_id}/cancel`);
  });
  it('is refused what its role may not do', async () => {
    const start = clientOf(keys.keys.viewer, null).start(finished);
    await expect(start).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });
});
