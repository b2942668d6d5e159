/** Everything that is refused is refused as problem details which say what is wrong and where. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/contracts/finding.js';
import { type Answer, type ProblemBody, step, TestPlatform } from './platform.js';

type Payload = string | Uint8Array<ArrayBuffer>;
interface Refused {
  method: string;
  path: string;
  body?: Payload;
  headers?: Record<string, string>;
  status: number;
  code: string;
  /** Among the findings; none asked for where it is left out. */
  finding?: Partial<Finding>;
  /** In the detail. */
  says?: string;
}
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start();
  const input_schema = { type: 'object', required: ['load'], properties: { load: { type: 'number', maximum: 500 } } };
  const workflow_steps = [step(1, 'demo.echo', { load: '$input.load' })];
  await platform.publish({ deliverable_type: 'strict', workflow_steps, input_schema });
  await platform.publish({ deliverable_type: 'drafted', status: 'draft', workflow_steps });
  await platform.publish({ deliverable_type: 'retired', status: 'deprecated', workflow_steps });
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const yaml = { 'content-type': 'application/yaml' };
const EXECUTE = '/api/v1/workflows/strict/execute';
const WORKFLOWS = '/api/v1/workflows';
const post = (path: string, body: Payload, rest: Omit<Refused, 'method' | 'path' | 'body'>): Refused => ({
  method: 'POST',
  path,
  body,
  ...rest,
});
const get = (path: string, rest: Omit<Refused, 'method' | 'path'>): Refused => ({ method: 'GET', path, ...rest });
const unreadable = (code: Finding['code'], finding: Partial<Finding> = {}) => ({
  status: 400,
  code,
  finding: { code, severity: 'error' as const, ...finding },
});
const badQuery = (name: string) => ({
  status: 400,
  code: 'invalid_query',
  finding: { code: 'request_invalid' as const, path: `/${name}` },
});
const badRequest = (path: string) => ({
  status: 422,
  code: 'request_invalid',
  finding: { code: 'request_invalid' as const, path },
});

const BODIES: [string, Refused][] = [
  [
    'malformed JSON, with its position',
    post(
      WORKFLOWS,
      '{\n  "a": 1,\n  "b": }',
      unreadable('malformed_json', { position: { line: 3, column: 8, offset: 19 } }),
    ),
  ],
  ['JSON that ends early', post(WORKFLOWS, '{"a": [1, 2', unreadable('malformed_json'))],
  ['two JSON values', post(WORKFLOWS, '{} {}', unreadable('malformed_json'))],
  [
    'malformed YAML, with its position',
    post(WORKFLOWS, 'a: 1\nb: [1, 2\nc: 3\n', { ...unreadable('malformed_yaml'), headers: yaml }),
  ],
  ['YAML with a duplicate key', post(WORKFLOWS, 'a: 1\na: 2\n', { ...unreadable('malformed_yaml'), headers: yaml })],
  ['YAML with a cycle', post(WORKFLOWS, 'a: &x\n  b: *x\n', { ...unreadable('malformed_yaml'), headers: yaml })],
  [
    'YAML with too many aliases',
    post(
      WORKFLOWS,
      `a: &a [1, 1]\nb: &b [${Array(9).fill('*a').join(', ')}]\nc: &c [${Array(9).fill('*b').join(', ')}]\nd: [${Array(9).fill('*c').join(', ')}]\n`,
      { ...unreadable('malformed_yaml'), headers: yaml },
    ),
  ],
  [
    'a YAML tag that runs code',
    post(WORKFLOWS, 'a: !!js/function "x"\n', { status: 422, code: 'document_invalid', headers: yaml }),
  ],
  [
    'YAML of 2,000 levels',
    post(WORKFLOWS, '['.repeat(2_000), { ...unreadable('too_deep'), headers: yaml, says: '64 levels' }),
  ],
  [
    'YAML of 100,000 levels',
    post(WORKFLOWS, '['.repeat(100_000), { ...unreadable('too_deep'), headers: yaml, says: '64 levels' }),
  ],
  ['two YAML documents', post(WORKFLOWS, 'a: 1\n---\nb: 2\n', { ...unreadable('malformed_yaml'), headers: yaml })],
  [
    'a NUL character in a value',
    post(EXECUTE, '{"input_data": {"a": ["x\\u0000"]}}', unreadable('invalid_value', { path: '/input_data/a/0' })),
  ],
  ['a NUL character in a key', post(EXECUTE, '{"a\\u0000": 1}', unreadable('invalid_value'))],
  [
    'a lone surrogate',
    post(EXECUTE, '{"input_data": {"a/b": "\\ud800"}}', unreadable('invalid_value', { path: '/input_data/a~1b' })),
  ],
  [
    'a number out of range',
    post(EXECUTE, '{"input_data": {"load": 1e999}}', unreadable('invalid_value', { path: '/input_data/load' })),
  ],
  [
    'a YAML number out of range',
    post(EXECUTE, 'input_data: {load: .inf}', {
      ...unreadable('invalid_value', { path: '/input_data/load' }),
      headers: yaml,
    }),
  ],
  ['65 levels of JSON', post(EXECUTE, deep(65), { ...unreadable('too_deep'), says: '64 levels' })],
  ['100,000 levels of JSON', post(EXECUTE, deep(100_000), { status: 400, code: 'too_deep', says: '64 levels' })],
  [
    'a body of 17 MB',
    post(EXECUTE, JSON.stringify({ a: 'x'.repeat(17 * 1024 * 1024) }), {
      status: 413,
      code: 'body_too_large',
      says: '16 MB',
    }),
  ],
  [
    'a small body that unpacks to 17 MB',
    post(EXECUTE, new Uint8Array(gzipSync(`{"a": "${'x'.repeat(17 * 1024 * 1024)}"}`)), {
      status: 413,
      code: 'body_too_large',
      says: '16 MB',
      headers: { 'content-encoding': 'gzip' },
    }),
  ],
  [
    'what is not gzip',
    post(EXECUTE, '{}', { status: 400, code: 'bad_request', headers: { 'content-encoding': 'gzip' } }),
  ],
  [
    'an unknown content-encoding',
    post(EXECUTE, '{}', { status: 415, code: 'unsupported_encoding', headers: { 'content-encoding': 'zip' } }),
  ],
  [
    'a form',
    post(EXECUTE, 'a=1', {
      status: 415,
      code: 'unsupported_media_type',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  ],
  [
    'plain text',
    post(WORKFLOWS, '{}', { status: 415, code: 'unsupported_media_type', headers: { 'content-type': 'text/plain' } }),
  ],
  [
    'an unknown charset',
    post(WORKFLOWS, '{}', {
      status: 415,
      code: 'unsupported_charset',
      headers: { 'content-type': 'application/json; charset=klingon' },
    }),
  ],
];
const QUERIES: [string, Refused][] = [
  ['limit 0', get(`${WORKFLOWS}?limit=0`, badQuery('limit'))],
  ['limit 201', get('/api/v1/executions?limit=201', badQuery('limit'))],
  ['limit that is no number', get('/api/v1/functions?limit=many', badQuery('limit'))],
  ['limit twice', get(`${WORKFLOWS}?limit=1&limit=2`, badQuery('limit'))],
  ['a cursor of somebody else', get(`${WORKFLOWS}?cursor=abc`, badQuery('cursor'))],
  [
    'a cursor of another shape',
    get(`${WORKFLOWS}?cursor=${Buffer.from('{}').toString('base64url')}`, badQuery('cursor')),
  ],
  [
    'a cursor with a NUL in it',
    get(
      `${WORKFLOWS}?cursor=${Buffer.from('["2026-01-01T00:00:00.000Z","a\\u0000"]').toString('base64url')}`,
      badQuery('cursor'),
    ),
  ],
  [
    "a list's cursor in versions",
    get(
      `${WORKFLOWS}/strict/versions?cursor=${Buffer.from('["2026-01-01T00:00:00.000Z","some_type"]').toString('base64url')}`,
      badQuery('cursor'),
    ),
  ],
  ['since that is no time', get('/api/v1/executions?since=yesterday', badQuery('since'))],
  ['until that is no time', get('/api/v1/executions?until=2026-13-45', badQuery('until'))],
  ['since beyond what can be stored', get('/api/v1/executions?since=-271821-04-20T00:00:00Z', badQuery('since'))],
  ['a status that does not exist', get('/api/v1/executions?status=done', badQuery('status'))],
  ['a NUL in a text', get(`${WORKFLOWS}?q=a%00`, badQuery('q'))],
];
const MISSING: [string, Refused][] = [
  ['a route that does not exist', get('/api/v1/nothing', { status: 404, code: 'not_found' })],
  ['a path outside the API', get('/elsewhere', { status: 404, code: 'not_found' })],
  [
    'a type that does not exist',
    get(`${WORKFLOWS}/never_published`, { status: 404, code: 'not_found', says: 'never_published' }),
  ],
  [
    'an execution that does not exist',
    get('/api/v1/executions/no-such-id', { status: 404, code: 'not_found', says: 'no-such-id' }),
  ],
  ['the events of no execution', get('/api/v1/executions/no-such-id/events', { status: 404, code: 'not_found' })],
  ['the graph of no execution', get('/api/v1/executions/no-such-id/graph', { status: 404, code: 'not_found' })],
  ['the timeline of no execution', get('/api/v1/executions/no-such-id/timeline', { status: 404, code: 'not_found' })],
  ['a start of no workflow', post(`${WORKFLOWS}/never_published/execute`, '{}', { status: 404, code: 'not_found' })],
  ['a type with a NUL', get(`${WORKFLOWS}/a%00b`, { status: 404, code: 'not_found' })],
  ['an id with a NUL', get('/api/v1/executions/a%00b', { status: 404, code: 'not_found' })],
  ['a path that cannot be decoded', get(`${WORKFLOWS}/%E0%A4%A`, { status: 400, code: 'bad_request' })],
  ['versions of no workflow', get(`${WORKFLOWS}/never_published/versions`, { status: 404, code: 'not_found' })],
];
const STARTS: [string, Refused][] = [
  ['a list', post(EXECUTE, '[]', { status: 400, code: 'invalid_body' })],
  ['a text', post(EXECUTE, '"run"', { status: 400, code: 'invalid_body' })],
  ['null', post(EXECUTE, 'null', { status: 400, code: 'invalid_body' })],
  ['input_data that is a list', post(EXECUTE, '{"input_data": []}', badRequest('/input_data'))],
  ['input_data that is null', post(EXECUTE, '{"input_data": null}', badRequest('/input_data'))],
  ['a context that is a text', post(EXECUTE, '{"context": "x"}', badRequest('/context'))],
  ['a user_id that is a number', post(EXECUTE, '{"user_id": 7}', badRequest('/user_id'))],
  ['version 0', post(EXECUTE, '{"version": 0}', badRequest('/version'))],
  ['a mode that does not exist', post(EXECUTE, '{"options": {"mode": "fast"}}', badRequest('/options/mode'))],
  ['max_parallelism 0', post(EXECUTE, '{"options": {"max_parallelism": 0}}', badRequest('/options/max_parallelism'))],
  [
    'a version that does not exist',
    post(EXECUTE, '{"version": 99, "input_data": {"load": 1}}', { status: 404, code: 'not_found', says: 'version 99' }),
  ],
  [
    'a version beyond every integer',
    post(EXECUTE, '{"version": 99999999999, "input_data": {"load": 1}}', badRequest('/version')),
  ],
  [
    'an input without what is required',
    post(EXECUTE, '{"input_data": {}}', {
      status: 422,
      code: 'input_invalid',
      finding: { code: 'input_invalid', path: '/load', message: 'load: This field is required' },
    }),
  ],
  [
    'an input beyond its maximum',
    post(EXECUTE, '{"input_data": {"load": 501}}', {
      status: 422,
      code: 'input_invalid',
      finding: { path: '/load', message: 'load: 501 exceeds maximum of 500' },
    }),
  ],
  [
    'a draft',
    post(`${WORKFLOWS}/drafted/execute`, '{}', { status: 409, code: 'workflow_not_startable', says: 'draft' }),
  ],
  [
    'a deprecated workflow',
    post(`${WORKFLOWS}/retired/execute`, '{}', { status: 409, code: 'workflow_not_startable', says: 'deprecated' }),
  ],
  [
    'an Idempotency-Key of 256 characters',
    post(EXECUTE, '{"input_data": {"load": 1}}', {
      status: 400,
      code: 'idempotency_key_too_long',
      headers: { 'idempotency-key': 'k'.repeat(256) },
    }),
  ],
];

async function ask({ method, path, body, headers }: Refused): Promise<Answer<ProblemBody>> {
  return platform.send<ProblemBody>(method, path, body, headers);
}
function expectProblem(answer: Answer<ProblemBody>, { status, code, finding, says }: Refused): void {
  expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })]);
  expect(answer.type).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    type: 'about:blank',
    status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  if (finding) expect(answer.body.findings).toContainEqual(expect.objectContaining(finding));
  if (says !== undefined) expect(answer.body.detail).toContain(says);
  for (const one of answer.body.findings ?? []) {
    expect(one).toMatchObject({
      severity: expect.any(String),
      path: expect.stringMatching(/^(\/|$)/),
      message: expect.any(String),
    });
  }
}
const started = async () => (await platform.get<{ items: unknown[] }>('/executions')).body.items.length;

describe('a body is refused that is', () => {
  it.each(BODIES)('%s', async (_label, refused) => expectProblem(await ask(refused), refused));
});
describe('a query is refused with', () => {
  it.each(QUERIES)('%s', async (_label, refused) => expectProblem(await ask(refused), refused));
});
describe('there is no', () => {
  it.each(MISSING)('%s', async (_label, refused) => expectProblem(await ask(refused), refused));
});
describe('nothing starts for', () => {
  it.each(STARTS)('%s', async (_label, refused) => {
    const before = await started();
    expectProblem(await ask(refused), refused);
    expect(await started()).toBe(before);
  });
});

describe('an Idempotency-Key', () => {
  const start = (load: number, key: string) =>
    platform.post<{ execution_id: string } & ProblemBody>(
      '/workflows/strict/execute',
      { input_data: { load } },
      { 'idempotency-key': key },
    );

  it('gives the first execution again, and 422 for another body', async () => {
    const first = await start(1, 'order-1');
    const again = await start(1, 'order-1');
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.execution_id).toBe(first.body.execution_id);
    const other = await start(2, 'order-1');
    expectProblem(other, {
      method: 'POST',
      path: '',
      status: 422,
      code: 'idempotency_key_reused',
      says: first.body.execution_id,
    });
  });
  it('starts one execution for twenty simultaneous requests', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(3, 'k'.repeat(255))));
    expect(new Set(answers.map(({ body }) => body.execution_id)).size).toBe(1);
    const id = answers[0]?.body.execution_id ?? '';
    expect((await platform.until(id, ({ completed_at }) => completed_at !== null)).status).toBe('completed');
  });
  it('is not used up by a request that was refused', async () => {
    expect((await start(900, 'order-2')).status).toBe(422);
    expect((await start(9, 'order-2')).status).toBe(202);
  });
});

it('suggests the function that was meant', async () => {
  const document = { deliverable_type: 'misspelled', workflow_steps: [step(1, 'demo.ecko')] };
  const answer = await platform.post<ProblemBody>('/workflows', document);
  const [finding] = answer.body.findings?.filter(({ code }) => code === 'unknown_function') ?? [];
  expect(finding).toMatchObject({ path: '/workflow_steps/0/function_to_call', step_number: 1 });
  expect(finding?.hint).toContain('demo.echo');
});
it('is still well after all of it', async () => {
  expect((await platform.send('GET', '/health/ready')).status).toBe(200);
  expect((await platform.run('strict', { load: 5 })).output_data).toEqual({ out_1: { load: 5 } });
});
