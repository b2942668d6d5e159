/** Who may do what on a server with API keys: each endpoint by each role, and the session. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCESS_ROLES, includesRole, type AccessRole, type Session } from '../../src/contracts/session.js';
import { KeysFile } from './keys.js';
import { type ProblemBody, TestPlatform } from './platform.js';

/** The role that each endpoint needs. An endpoint that is missing here fails a test. */
const NEEDED: Record<string, AccessRole | 'open'> = {
  'GET /health/live': 'open',
  'GET /health/ready': 'open',
  'GET /metrics': 'viewer',
  'GET /api/v1/session': 'viewer',
  'POST /api/v1/stream-tickets': 'viewer',
  'GET /api/v1/workflow/stream': 'viewer',
  'GET /api/v1/workflow/stream/{id}': 'viewer',
  'GET /api/v1/functions': 'viewer',
  'GET /api/v1/stats': 'viewer',
  'POST /api/v1/expressions/evaluate': 'viewer',
  'GET /api/v1/workflows': 'viewer',
  'POST /api/v1/workflows/validate': 'viewer',
  'POST /api/v1/workflows/graph': 'viewer',
  'GET /api/v1/workflows/{type}': 'viewer',
  'GET /api/v1/workflows/{type}/versions': 'viewer',
  'GET /api/v1/workflows/{type}/graph': 'viewer',
  'GET /api/v1/workflows/{type}/diff': 'viewer',
  'GET /api/v1/workflows/{type}/stats': 'viewer',
  'POST /api/v1/workflows': 'admin',
  'PUT /api/v1/workflows/{type}': 'admin',
  'DELETE /api/v1/workflows/{type}': 'admin',
  'POST /api/v1/workflows/{type}/rollback/{version}': 'admin',
  'POST /api/v1/workflows/{type}/execute': 'operator',
  'GET /api/v1/executions': 'viewer',
  'GET /api/v1/executions/{id}': 'viewer',
  'GET /api/v1/executions/{id}/events': 'viewer',
  'GET /api/v1/executions/{id}/timeline': 'viewer',
  'GET /api/v1/executions/{id}/graph': 'viewer',
  'GET /api/v1/executions/{id}/steps/{step}': 'viewer',
  'POST /api/v1/executions/{id}/cancel': 'operator',
  'POST /api/v1/executions/{id}/pause': 'operator',
  'POST /api/v1/executions/{id}/resume': 'operator',
  'POST /api/v1/executions/{id}/approve': 'operator',
  'POST /api/v1/executions/{id}/reject': 'operator',
  'POST /api/v1/executions/{id}/extend-approval': 'operator',
  'POST /api/v1/executions/{id}/steps/{step}/retry': 'operator',
  'POST /api/v1/executions/{id}/steps/{step}/skip': 'operator',
  'POST /api/v1/executions/{id}/steps/{step}/complete': 'operator',
  'POST /api/v1/executions/{id}/steps/{step}/extend-timeout': 'operator',
  'POST /api/v1/executions/{id}/signals/{name}': 'operator',
  'POST /api/v1/executions/{id}/rerun': 'operator',
  'GET /api/v1/dead-letters': 'viewer',
  'POST /api/v1/dead-letters/retry': 'operator',
  'GET /api/v1/approvals': 'viewer',
  'GET /api/v1/audit': 'operator',
  'POST /api/v1/codec/decode': 'viewer',
  'POST /api/v1/codec/encode': 'viewer',
};
const run = promisify(execFile);
const DYNEX = join(process.cwd(), 'dist', 'src', 'cli', 'dynex.js');
const CALLERS = [null, ...ACCESS_ROLES];
const OTHER_CASES = ['GET /API/v1/audit', 'GET /Metrics', 'GET /api/v1/audit/', 'HEAD /api/v1/audit'];

let keys: KeysFile;
let platform: TestPlatform;
beforeAll(async () => {
  keys = await KeysFile.make();
  platform = await TestPlatform.start({ API_KEYS_FILE: keys.path, RATE_LIMIT_FAILED_PER_MINUTE: '1000' });
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  await keys?.clear();
}, 60_000);

/** What the head of an answer says; of a stream there may be no more. */
async function answerTo(endpoint: string, role: AccessRole | null): Promise<Response> {
  const [method = '', path = ''] = endpoint.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (/step|version/.test(name) ? '1' : 'nobody'));
  const abort = new AbortController();
  const authorization = role === null ? {} : { authorization: `Bearer ${keys.keys[role]}` };
  const sends = method === 'POST' || method === 'PUT';
  const headers = { ...(sends && { 'content-type': 'application/json' }), ...authorization };
  const body = sends ? '{}' : null;
  const response = await fetch(platform.url + filled, { method, headers, body, signal: abort.signal });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) abort.abort();
  return response;
}
const isRefused = (status: number): boolean => status === 401 || status === 403;

describe('endpoints by roles', () => {
  it('the table has every endpoint that the server has', async () => {
    const { body } = await platform.send<{ paths: Record<string, object> }>('GET', '/openapi.json');
    const served = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(NEEDED).toSorted()).toEqual(served.toSorted());
  });
  it.each(Object.entries(NEEDED))('%s is for %s', async (endpoint, needed) => {
    for (const role of CALLERS) {
      const { status } = await answerTo(endpoint, role);
      if (needed === 'open') expect(isRefused(status)).toBe(false);
      else if (role === null) expect(status).toBe(401);
      else expect([role, status === 403]).toEqual([role, !includesRole(role, needed)]);
    }
  });
  it.each(OTHER_CASES)('%s is for operators too, however it is written', async (endpoint) => {
    expect((await answerTo(endpoint, null)).status).toBe(401);
    if (endpoint.includes('audit')) expect((await answerTo(endpoint, 'viewer')).status).toBe(403);
  });
  it.each(['/', '/executions/some', '/docs', '/openapi.json'])('the page at %s is for everybody', async (path) => {
    expect(isRefused((await platform.send('GET', path, undefined, { accept: 'text/html' })).status)).toBe(false);
  });
  it('a question about methods that is no preflight needs a key too', async () => {
    expect((await platform.send('OPTIONS', '/api/v1/audit')).status).toBe(401);
  });
  it('a path of the API that is none tells nothing without a key', async () => {
    expect((await platform.get('/nothing')).status).toBe(401);
    expect((await platform.as(keys.keys.viewer).get('/nothing')).status).toBe(404);
  });
});

describe('a request that is refused', () => {
  it('without a key is 401 and says how to send one', async () => {
    const { status, headers, type, body } = await platform.get<ProblemBody>('/executions');
    expect([status, type, headers.get('www-authenticate')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
      'Bearer',
    ]);
    expect(body).toMatchObject({ code: 'unauthenticated', detail: expect.stringContaining('Authorization: Bearer') });
  });
  it.each([
    ['a key of nobody', () => `Bearer dynex_nobody_${'x'.repeat(43)}`],
    ['the secret of another key', () => `Bearer dynex_admin_${keys.keys.viewer.slice(-43)}`],
    ['half a key', () => `Bearer ${keys.keys.admin.slice(0, -1)}`],
    ['no key', () => 'Bearer '],
    ['another scheme', () => `Basic ${keys.keys.admin}`],
  ])('for %s is 401', async (_, authorization) => {
    const { status, body } = await platform.get<ProblemBody>('/session', { authorization: authorization() });
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
  });
  it('for its role is 403 and names the role that it needs', async () => {
    const { status, body } = await platform.as(keys.keys.viewer).post<ProblemBody>('/workflows', {});
    expect([status, body.code]).toEqual([403, 'forbidden']);
    expect(body.detail).toMatch(/needs the role admin, and the key has viewer/);
  });
});

describe('the session', () => {
  it.each(ACCESS_ROLES)('of a key is its id and its role: %s', async (role) => {
    const { status, body } = await platform.as(keys.keys[role]).get<Session>('/session');
    expect([status, body]).toEqual([200, { authentication: 'api_key', actor: role, role }]);
  });
});

it('a key that the command made is good at once, and after it was revoked it is not', async () => {
  const dynex = async (...words: string[]) => {
    const { stdout } = await run(process.execPath, [DYNEX, 'keys', ...words], { env: { API_KEYS_FILE: keys.path } });
    return stdout.trim();
  };
  const key = await dynex('create', 'shell', '--role', 'viewer');
  expect((await platform.as(key).get('/session')).body).toMatchObject({ actor: 'shell' });
  expect(await dynex('list')).toMatch(/^shell +viewer /m);
  await dynex('revoke', 'shell');
  const refused = async () => (await platform.as(key).get('/session')).status === 401;
  for (const end = Date.now() + 20_000; !(await refused()) && Date.now() < end;) await delay(50);
  expect(await refused()).toBe(true);
});
