/** What the client sends, and what it makes of the answers. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DocumentText } from '../../../src/client/document-text.js';
import { type ClientOptions, DynexClient } from '../../../src/client/dynex-client.js';
import { ProblemError } from '../../../src/client/problem-error.js';
import { UnreachableError } from '../../../src/client/unreachable-error.js';

interface Heard {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}
interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
const heard: Heard[] = [];
let answers: (Answer | 'cut')[] = [];
let http: Server;
let client: DynexClient;
beforeAll(async () => {
  http = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    heard.push({ method: request.method, url: request.url, headers: request.headers, body });
    const answer = answers.shift() ?? { status: 200, body: {} };
    if (answer === 'cut') return response.destroy();
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    return response.writeHead(answer.status, answer.headers).end(text);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  client = new DynexClient({ base_url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/` });
});
beforeEach(() => {
  heard.length = 0;
  answers = [];
});
afterAll(() => new Promise<void>((resolve) => void http.close(() => resolve())));

const beam = { deliverable_type: 'beam', workflow_steps: [] };
const calls: [string, (client: DynexClient) => Promise<unknown>, string][] = [
  [
    'publish',
    (c) => c.workflows.publish(beam, { change_description: 'a b' }),
    'POST /workflows?change_description=a+b',
  ],
  ['update', (c) => c.workflows.update('beam', beam, { if_match: 3 }), 'PUT /workflows/beam'],
  ['workflows', (c) => c.workflows.list({ q: 'x', status: 'active' }), 'GET /workflows?q=x&status=active'],
  ['workflow', (c) => c.workflows.get('beam', { version: 2 }), 'GET /workflows/beam?version=2'],
  ['delete', (c) => c.workflows.delete('beam'), 'DELETE /workflows/beam'],
  ['versions', (c) => c.workflows.versions('beam', { limit: 5 }), 'GET /workflows/beam/versions?limit=5'],
  ['rollback', (c) => c.workflows.rollback('beam', 1), 'POST /workflows/beam/rollback/1'],
  ['diff', (c) => c.workflows.diff('beam', { from: 1, to: 3 }), 'GET /workflows/beam/diff?from=1&to=3'],
  ['validate', (c) => c.workflows.validate(beam), 'POST /workflows/validate'],
  ['graph', (c) => c.workflows.graph('beam'), 'GET /workflows/beam/graph'],
  ['graphOf', (c) => c.workflows.graphOf(beam), 'POST /workflows/graph'],
  ['workflow stats', (c) => c.workflows.stats('beam', { days: 7 }), 'GET /workflows/beam/stats?days=7'],
  ['drawing', (c) => c.workflows.drawing('beam', 'svg'), 'GET /workflows/beam/graph?format=svg'],
  ['execute', (c) => c.executions.execute('beam'), 'POST /workflows/beam/execute'],
  ['rerun', (c) => c.executions.rerun('e', { from_step: 2 }), 'POST /executions/e/rerun'],
  [
    'executions',
    (c) => c.executions.list({ since: new Date(0), user_id: '' }),
    'GET /executions?since=1970-01-01T00%3A00%3A00.000Z',
  ],
  ['execution', (c) => c.executions.get('a/b'), 'GET /executions/a%2Fb'],
  ['events', (c) => c.executions.events('e', { after: 0 }), 'GET /executions/e/events?after=0'],
  ['timeline', (c) => c.executions.timeline('e'), 'GET /executions/e/timeline'],
  ['execution graph', (c) => c.executions.graph('e'), 'GET /executions/e/graph'],
  ['execution drawing', (c) => c.executions.drawing('e', 'dot'), 'GET /executions/e/graph?format=dot'],
  ['pause', (c) => c.commands.pause('e'), 'POST /executions/e/pause'],
  ['resume', (c) => c.commands.resume('e'), 'POST /executions/e/resume'],
  ['cancel', (c) => c.commands.cancel('e'), 'POST /executions/e/cancel'],
  ['retry', (c) => c.commands.retry('e', 2, { input_override: { n: 1 } }), 'POST /executions/e/steps/2/retry'],
  ['skip', (c) => c.commands.skip('e', 2), 'POST /executions/e/steps/2/skip'],
  ['complete', (c) => c.commands.complete('e', 2, { output: null }), 'POST /executions/e/steps/2/complete'],
  [
    'extendTimeout',
    (c) => c.commands.extendTimeout('e', 2, { seconds: 9 }),
    'POST /executions/e/steps/2/extend-timeout',
  ],
  ['signal', (c) => c.commands.signal('e', 'go on', 1), 'POST /executions/e/signals/go%20on'],
  ['approve', (c) => c.commands.approve('e'), 'POST /executions/e/approve'],
  ['reject', (c) => c.commands.reject('e', { notes: 'no' }), 'POST /executions/e/reject'],
  ['extendApproval', (c) => c.commands.extendApproval('e', { seconds: 9 }), 'POST /executions/e/extend-approval'],
  ['dead letters', (c) => c.deadLetters.list({ error_type: 'timeout' }), 'GET /dead-letters?error_type=timeout'],
  ['bulk retry', (c) => c.deadLetters.retry({ execution_ids: ['e'] }), 'POST /dead-letters/retry'],
  ['approvals', (c) => c.approvals.list({ status: 'pending' }), 'GET /approvals?status=pending'],
  ['audit', (c) => c.audit.list({ action: 'command_skip' }), 'GET /audit?action=command_skip'],
  ['audit export', (c) => c.audit.export(), 'GET /audit?format=ndjson'],
  ['session', (c) => c.session(), 'GET /session'],
  ['stats', (c) => c.stats({ days: 1 }), 'GET /stats?days=1'],
  ['functions', (c) => c.functions(), 'GET /functions'],
  ['evaluate', (c) => c.evaluateExpression({ expression: '1 < 2' }), 'POST /expressions/evaluate'],
];

describe('a call', () => {
  it.each(calls)('%s goes where the API has it', async (_name, call, wanted) => {
    await call(client);
    const [method, path] = wanted.split(' ');
    expect(heard.map(({ method, url }) => [method, url])).toEqual([[method, `/api/v1${path}`]]);
  });
  it('sends JSON as JSON, and a text as it is', async () => {
    await client.workflows.publish(beam);
    await client.workflows.publish(new DocumentText('deliverable_type: beam\n', 'yaml'));
    expect(heard.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
      ['application/json', JSON.stringify(beam)],
      ['application/yaml', 'deliverable_type: beam\n'],
    ]);
  });
  it('carries the headers of the client, asked each time', async () => {
    let n = 0;
    const keyed = new DynexClient({
      base_url: client['connection'].http,
      headers: () => ({ authorization: `Bearer ${(n += 1)}` }),
    });
    await keyed.functions();
    await keyed.functions();
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
  });
});

describe('an API key', () => {
  const withKey = (options: ClientOptions) => new DynexClient({ base_url: client['connection'].http, ...options });
  const authorizations = () => heard.map(({ headers }) => headers.authorization);

  it('goes with every request; a function is asked each time, and null is none', async () => {
    const keys = ['one', null];
    const keyed = withKey({ api_key: () => keys.shift() ?? null });
    await withKey({ api_key: 'fixed' }).functions();
    await keyed.functions();
    await keyed.functions();
    expect(authorizations()).toEqual(['Bearer fixed', 'Bearer one', undefined]);
  });
  it('stands beside the headers of the client', async () => {
    await withKey({ api_key: 'fixed', headers: { 'x-trace': '1' } }).functions();
    expect(heard[0]?.headers).toMatchObject({ authorization: 'Bearer fixed', 'x-trace': '1' });
  });
});

describe('an execution that is looked at', () => {
  it.each([
    [undefined, true],
    ['110 dynamic-executor "No worker answers: this is what was stored last"', false],
    ['299 - "something else"', true],
  ])('with the warning %s is current: %s', async (warning, is_current) => {
    answers = [{ status: 200, body: { execution_id: 'e' }, headers: warning === undefined ? {} : { warning } }];
    expect(await client.executions.look('e')).toEqual({ execution: { execution_id: 'e' }, is_current });
  });
});

describe('a refusal', () => {
  const findings = [{ code: 'schema_violation', severity: 'error', path: '/x', message: 'no' }];
  const problem = { type: 'about:blank', title: 'Unprocessable', status: 422, detail: 'Not so', code: 'bad', findings };

  it('is a ProblemError with its code, detail and findings', async () => {
    answers = [{ status: 422, body: problem }];
    const error = await client.workflows.publish(beam).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 422, code: 'bad', message: 'Not so', detail: 'Not so', findings });
  });
  it('in the words of a proxy has its status', async () => {
    answers = [{ status: 502, body: '<html>Bad gateway</html>' }];
    await expect(client.functions()).rejects.toMatchObject({ status: 502, code: 'http_error', findings: [] });
  });
  it('is also an answer that is not JSON', async () => {
    answers = [{ status: 200, body: '<html>' }];
    await expect(client.functions()).rejects.toMatchObject({ code: 'not_json' });
  });
  it('of readiness is an answer', async () => {
    const dependencies = [{ name: 'temporal', state: 'down', reason: 'why' }];
    answers = [
      { status: 503, body: { code: 'not_ready', dependencies } },
      { status: 200, body: { dependencies } },
    ];
    expect(await client.health.ready()).toEqual({ ready: false, dependencies });
    expect(await client.health.ready()).toEqual({ ready: true, dependencies });
  });
});

describe('no answer', () => {
  it('is an UnreachableError that names the server and the reason', async () => {
    const gone = new DynexClient({ base_url: 'http://127.0.0.1:9' });
    const error = await gone.health.live().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreachableError);
    expect((error as Error).message).toMatch(/^http:\/\/127\.0\.0\.1:9 does not answer: /);
  });
  it('that is not waited for any more is the reason of the signal', async () => {
    const reason = new Error('enough');
    await expect(client.functions({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('start', () => {
  const accepted = { status: 202, body: { execution_id: 'e', status: 'running', links: {} } };

  it('tells what is under way from what has settled', async () => {
    const settled = { execution_id: 'e', status: 'completed', output_data: { n: 1 } };
    answers = [accepted, { status: 200, body: settled }];
    expect(await client.start('beam')).toEqual({ execution_id: 'e', status: 'running', execution: null });
    const waited = await client.start('beam', { input_data: { n: 1 } }, { wait_seconds: 20 });
    expect(waited).toEqual({ execution_id: 'e', status: 'completed', execution: settled });
    expect(heard[1]).toMatchObject({ headers: { prefer: 'wait=20' }, body: '{"input_data":{"n":1}}' });
  });
  it('is tried again under one key while the platform is not there', async () => {
    const [away, limited] = [503, 429].map((status) => ({ status, body: {}, headers: { 'retry-after': '0' } }));
    answers = ['cut', away!, limited!, accepted];
    expect((await client.start('beam')).execution_id).toBe('e');
    const keys = heard.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });
  it('is not tried again when it is refused', async () => {
    answers = [{ status: 409, body: { code: 'workflow_not_startable' } }];
    await expect(client.start('beam')).rejects.toMatchObject({ status: 409 });
    expect(heard).toHaveLength(1);
  });
  it('gives up after the time that it was given', async () => {
    answers = [{ status: 503, body: { code: 'temporal_unavailable' } }];
    const options = { retry_for_seconds: 0, idempotency_key: 'mine' };
    await expect(client.start('beam', {}, options)).rejects.toMatchObject({ code: 'temporal_unavailable' });
    expect(heard[0]?.headers['idempotency-key']).toBe('mine');
  });
  it('stops waiting when the signal is aborted', async () => {
    answers = [{ status: 503, body: {}, headers: { 'retry-after': '30' } }];
    const signal = AbortSignal.timeout(100);
    await expect(client.start('beam', {}, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('the address', () => {
  it.each(['ftp://host', 'javascript:alert(1)', 'file:///etc'])('%s is refused', (base_url) => {
    expect(() => new DynexClient({ base_url })).toThrow(/neither http nor https/);
  });
});
