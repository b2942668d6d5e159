/** Documents from their first publication to their end: versions, rollback, deprecation, checks and graphs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import type { Finding } from '../../src/contracts/finding.js';
import type { Validation } from '../../src/contracts/graph.js';
import { type ProblemBody, type Published, step, TestPlatform } from './platform.js';

interface Row {
  deliverable_type: string;
  version: number;
  status: string;
  steps_count: number;
  hash: string;
  document: { workflow_steps: unknown[] };
  change_description: string | null;
  created_at: string;
  updated_at: string;
}
interface Page {
  items: Row[];
  next_cursor: string | null;
}
let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);

const documentOf = (deliverable_type: string, n = 1, more: Record<string, unknown> = {}) => ({
  deliverable_type,
  workflow_steps: [step(1, 'demo.echo', { n })],
  ...more,
});
const cyclic = (deliverable_type: string) => ({
  deliverable_type,
  workflow_steps: [
    step(1, 'demo.echo', { n: '$step2.n' }),
    step(2, 'demo.echo', { n: '$step1.n' }),
    step(3, 'demo.echo'),
  ],
});

describe('POST /workflows', () => {
  it('stores version 1 with its hash and what was found', async () => {
    const type = platform.newType('posted');
    const document = documentOf(type, 1, { colour: 'red' });
    const { status, body } = await platform.post<Published>('/workflows?change_description=First%20draft', document);
    expect(status).toBe(201);
    expect(body).toEqual({ deliverable_type: type, version: 1, hash: expect.any(String), findings: expect.any(Array) });
    expect(body.findings).toContainEqual(
      expect.objectContaining({ code: 'unknown_key', severity: 'info', path: '/colour' }),
    );
    const read = await platform.get<Row>(`/workflows/${type}`);
    expect(read.body).toEqual({
      deliverable_type: type,
      version: 1,
      hash: body.hash,
      status: 'active',
      document,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
      change_description: 'First draft',
    });
  });
  it.each(['application/yaml', 'application/x-yaml', 'text/yaml; charset=utf-8'])('reads %s', async (contentType) => {
    const type = platform.newType('yaml');
    const document = documentOf(type, 7);
    const answer = await platform.post<Published>('/workflows', stringify(document), { 'content-type': contentType });
    expect(answer.status).toBe(201);
    const asJson = await platform.put<Published>(`/workflows/${type}`, document);
    expect(asJson.body).toMatchObject({ version: 1, hash: answer.body.hash });
  });
  it('refuses a type that exists with 409', async () => {
    const type = await platform.publishSteps('twice', [step(1, 'demo.echo')]);
    const answer = await platform.post<ProblemBody>('/workflows', documentOf(type));
    expect(answer).toMatchObject({ status: 409, body: { code: 'workflow_exists' } });
    expect(answer.body.detail).toContain(`PUT /api/v1/workflows/${type}`);
  });
  it('lets one of ten simultaneous publications in', async () => {
    const type = platform.newType('raced');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => platform.post('/workflows', documentOf(type, n))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });
});

describe('PUT /workflows/{type}', () => {
  it('makes a new version, and none for equal content', async () => {
    const type = platform.newType('put');
    await platform.publish(documentOf(type, 1));
    const second = await platform.put<Published>(`/workflows/${type}?change_description=More`, documentOf(type, 2));
    expect([second.status, second.body.version]).toEqual([200, 2]);
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(documentOf(type, 2)).reverse()));
    const same = await platform.put<Published>(`/workflows/${type}`, reordered);
    expect([same.status, same.body.version, same.body.hash]).toEqual([200, 2, second.body.hash]);
    const first = await platform.get<Row>(`/workflows/${type}?version=1`);
    expect(first.body).toMatchObject({ version: 1, change_description: null, document: documentOf(type, 1) });
  });
  it('is refused with 412 where If-Match names another version', async () => {
    const type = platform.newType('matched');
    await platform.publish(documentOf(type, 1));
    const put = (n: number, match: string) =>
      platform.put<ProblemBody & Published>(`/workflows/${type}`, documentOf(type, n), { 'if-match': match });
    expect(await put(2, '"1"')).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await put(3, '"1"')).toMatchObject({ status: 412, body: { code: 'version_mismatch' } });
    expect(await put(3, '*')).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await put(4, 'soon')).toMatchObject({ status: 400, body: { code: 'invalid_if_match' } });
  });
  it('lets one of ten writers with the same If-Match win', async () => {
    const type = platform.newType('contended');
    await platform.publish(documentOf(type, 0));
    const writers = Array.from({ length: 10 }, (_, n) =>
      platform.put(`/workflows/${type}`, documentOf(type, n + 1), { 'if-match': '"1"' }),
    );
    const statuses = (await Promise.all(writers)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(9).fill(412)]);
  });
  it('is 404 for an unknown type and 422 for the document of another type', async () => {
    const unknown = await platform.put<ProblemBody>('/workflows/never_published', documentOf('never_published'));
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const type = await platform.publishSteps('mine', [step(1, 'demo.echo')]);
    const other = await platform.put<ProblemBody>(`/workflows/${type}`, documentOf('someone_elses'));
    expect(other).toMatchObject({ status: 422, body: { findings: [{ path: '/deliverable_type' }] } });
  });
});

describe('versions and rollback', () => {
  it('list newest first, and rollback makes a new version of old content', async () => {
    const type = platform.newType('rolled');
    await platform.publish(documentOf(type, 1));
    await platform.put(`/workflows/${type}?change_description=Second`, documentOf(type, 2));
    const rolled = await platform.post<Published>(`/workflows/${type}/rollback/1`);
    expect([rolled.status, rolled.body.version]).toEqual([201, 3]);
    const { body } = await platform.get<Page>(`/workflows/${type}/versions`);
    expect(body.next_cursor).toBeNull();
    expect(body.items.map(({ version, change_description }) => [version, change_description])).toEqual([
      [3, 'Rollback to version 1'],
      [2, 'Second'],
      [1, null],
    ]);
    expect(body.items[0]).toEqual({
      version: 3,
      hash: rolled.body.hash,
      status: 'active',
      change_description: 'Rollback to version 1',
      created_at: expect.any(String),
    });
    expect((await platform.run(type)).output_data).toEqual({ out_1: { n: 1 } });
    expect((await platform.run(type, {}, { version: 2 })).output_data).toEqual({ out_1: { n: 2 } });
  });
  it('come in pages', async () => {
    const type = platform.newType('paged');
    await platform.publish(documentOf(type, 1));
    for (const n of [2, 3, 4, 5]) await platform.put(`/workflows/${type}`, documentOf(type, n));
    const seen: number[] = [];
    for (let cursor = ''; ;) {
      const { body } = await platform.get<Page>(`/workflows/${type}/versions?limit=2${cursor}`);
      seen.push(...body.items.map(({ version }) => version));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });
  it.each([
    ['rollback to an unknown version', 'POST', '/rollback/9', 404],
    ['rollback to no version', 'POST', '/rollback/first', 400],
    ['an unknown version', 'GET', '?version=9', 404],
    ['a version that is no number', 'GET', '?version=x', 400],
    ['a version beyond every integer', 'GET', '?version=99999999999', 400],
  ])('%s is %s %s: %i', async (_label, method, path, status) => {
    const type = await platform.publishSteps('versioned', [step(1, 'demo.echo')]);
    const body = method === 'POST' ? {} : undefined;
    const answer = await platform.send<ProblemBody>(method, `/api/v1/workflows/${type}${path}`, body);
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining('application/problem+json')]);
  });
});

describe('GET /workflows', () => {
  it('filters by discipline, status and text', async () => {
    const of = (label: string, more: Record<string, unknown>) => documentOf(platform.newType(label), 1, more);
    const civil = of('listed_a', { discipline: 'list-civil', display_name: 'Pad 100% footing' });
    const other = of('listed_b', { discipline: 'list-other', status: 'draft' });
    await platform.publish(civil);
    await platform.publish(other);
    const types = async (query: string) =>
      (await platform.get<Page>(`/workflows?${query}`)).body.items.map(({ deliverable_type }) => deliverable_type);
    expect(await types('discipline=list-civil')).toEqual([civil.deliverable_type]);
    expect(await types('discipline=list-other&status=draft')).toEqual([other.deliverable_type]);
    expect(await types('discipline=list-other&status=active')).toEqual([]);
    expect(await types('q=100%25%20FOOT')).toEqual([civil.deliverable_type]);
    expect(await types('q=listed_')).toEqual(expect.arrayContaining([civil.deliverable_type, other.deliverable_type]));
    expect(await types('q=l_sted')).toEqual([]);
  });
  it('gives every workflow once over all pages, while others are added', async () => {
    const made = [];
    for (let n = 0; n < 5; n += 1)
      made.push(await platform.publish(documentOf(platform.newType('many'), n, { discipline: 'many' })));
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await platform.get<Page>(`/workflows?discipline=many&limit=2${cursor}`);
      seen.push(...body.items.map(({ deliverable_type }) => deliverable_type));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`;
      await platform.publish(documentOf(platform.newType('late'), 1, { discipline: 'many' }));
    }
    expect(seen).toEqual([...made].reverse());
  });
  it('gives rows of one shape', async () => {
    const { body } = await platform.get<Page>('/workflows?limit=1');
    expect(Object.keys(body.items[0] ?? {}).sort()).toEqual([
      'created_at',
      'deliverable_type',
      'discipline',
      'display_name',
      'status',
      'steps_count',
      'updated_at',
      'version',
    ]);
  });
});

describe('DELETE /workflows/{type}', () => {
  it('deprecates: it stays readable, does not start, lets running ones finish, and a PUT brings it back', async () => {
    const type = await platform.publishSteps('ended', [step(1, 'demo.sleep', { seconds: 0.5 })]);
    const running = await platform.start(type);
    const removed = await platform.send<Row>('DELETE', `/api/v1/workflows/${type}`);
    expect(removed).toMatchObject({ status: 200, body: { deliverable_type: type, status: 'deprecated', version: 1 } });
    expect((await platform.get<Row>(`/workflows/${type}`)).body.status).toBe('deprecated');
    const refused = await platform.post<ProblemBody>(`/workflows/${type}/execute`, { input_data: {} });
    expect(refused).toMatchObject({ status: 409, body: { code: 'workflow_not_startable' } });
    expect((await platform.until(running, ({ completed_at }) => completed_at !== null)).status).toBe('completed');
    await platform.put(`/workflows/${type}`, documentOf(type, 2));
    expect((await platform.run(type)).output_data).toEqual({ out_1: { n: 2 } });
  });
  it('of an unknown type is 404', async () => {
    expect(await platform.send('DELETE', '/api/v1/workflows/never_published')).toMatchObject({ status: 404 });
  });
  it('is undone by a PUT of the same content, without a new version', async () => {
    const type = platform.newType('revived');
    await platform.publish(documentOf(type));
    await platform.send('DELETE', `/api/v1/workflows/${type}`);
    const put = await platform.put<Published>(`/workflows/${type}`, documentOf(type));
    expect(put.body.version).toBe(1);
    expect((await platform.get<Row>(`/workflows/${type}`)).body.status).toBe('active');
  });
});

describe('POST /workflows/validate', () => {
  it('answers findings and graph, and stores nothing', async () => {
    const type = platform.newType('checked');
    const { status, body } = await platform.post<Validation>('/workflows/validate', documentOf(type));
    expect(status).toBe(200);
    expect(body).toMatchObject({ valid: true, graph: { total_steps: 1, execution_order: [[1]], has_cycles: false } });
    expect((await platform.get(`/workflows/${type}`)).status).toBe(404);
  });
  it('answers 200 with every error of a broken document at once', async () => {
    const file = join(process.cwd(), 'test', 'fixtures', 'documents', 'many-mistakes.json');
    const { status, body } = await platform.post<Validation>('/workflows/validate', await readFile(file, 'utf8'));
    expect([status, body.valid]).toEqual([200, false]);
    const errors = body.findings.filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map(({ code }) => code)).size).toBeGreaterThan(3);
    for (const finding of body.findings)
      expect(finding).toMatchObject({ path: expect.any(String), message: expect.any(String) });
  });
});

describe('a broken document', () => {
  const BROKEN: [string, Record<string, unknown>, Partial<Finding>][] = [
    ['no steps', { workflow_steps: [] }, { code: 'schema_violation', path: '/workflow_steps' }],
    [
      'an unknown function',
      { workflow_steps: [step(1, 'demo.ecko')] },
      { code: 'unknown_function', path: '/workflow_steps/0/function_to_call', step_number: 1 },
    ],
    [
      'an unknown step',
      { workflow_steps: [step(1, 'demo.echo', { a: ['$step7.n'] })] },
      { code: 'unknown_step_reference', path: '/workflow_steps/0/input_mapping/a/0' },
    ],
    [
      'a condition that does not parse',
      { workflow_steps: [step(1, 'demo.echo', {}, { condition: '$input.a >' })] },
      { code: 'condition_syntax', path: '/workflow_steps/0/condition', position: { line: 1, column: 11, offset: 10 } },
    ],
    [
      'retry_count beyond its bounds',
      { workflow_steps: [step(1, 'demo.echo', {}, { error_handling: { retry_count: 11 } })] },
      { code: 'schema_violation', path: '/workflow_steps/0/error_handling/retry_count' },
    ],
    ['an invalid JSON Schema', { input_schema: { type: 'nothing' } }, { code: 'invalid_json_schema' }],
    [
      'a remote $ref',
      { input_schema: { $ref: 'https://example.com/a.json' } },
      { code: 'remote_reference', path: '/input_schema/$ref' },
    ],
  ];
  it.each(BROKEN)('with %s is 422 and never stored, by POST and by PUT', async (_label, broken, finding) => {
    const type = platform.newType('broken');
    const document = { ...documentOf(type), ...broken };
    const posted = await platform.post<ProblemBody>('/workflows', document);
    expect([posted.status, posted.type]).toEqual([422, expect.stringContaining('application/problem+json')]);
    expect(posted.body.code).toBe('document_invalid');
    expect(posted.body.findings).toContainEqual(expect.objectContaining(finding));
    expect((await platform.get(`/workflows/${type}`)).status).toBe(404);

    await platform.publish(documentOf(type));
    expect((await platform.put<ProblemBody>(`/workflows/${type}`, document)).status).toBe(422);
    expect((await platform.get<Row>(`/workflows/${type}`)).body).toMatchObject({
      version: 1,
      document: documentOf(type),
    });
    expect((await platform.get<Page>(`/workflows/${type}/versions`)).body.items).toHaveLength(1);
  });
  it('with a cycle says which steps', async () => {
    const answer = await platform.post<ProblemBody>('/workflows', cyclic(platform.newType('cyclic')));
    expect(answer.status).toBe(422);
    expect(answer.body.findings).toContainEqual(
      expect.objectContaining({ code: 'dependency_cycle', severity: 'error', message: expect.stringMatching(/1.*2/) }),
    );
  });
});

it('lists executions by type, status and user, in pages', async () => {
  const type = await platform.publishSteps('counted', [step(1, 'demo.echo')]);
  const runs = [];
  for (const user_id of ['ann', 'ben', 'ann']) runs.push((await platform.run(type, {}, { user_id })).execution_id);
  const ids = async (query: string) =>
    (
      await platform.get<{ items: { execution_id: string }[] }>(`/executions?deliverable_type=${type}&${query}`)
    ).body.items.map(({ execution_id }) => execution_id);
  expect(await ids('')).toEqual([...runs].reverse());
  expect(await ids('user_id=ann')).toEqual([runs[2], runs[0]]);
  expect(await ids('status=completed&limit=1')).toEqual([runs[2]]);
  expect(await ids('status=failed')).toEqual([]);
  expect(await ids(`until=${new Date(0).toISOString()}`)).toEqual([]);
  const first = await platform.get<{ next_cursor: string }>(`/executions?deliverable_type=${type}&limit=2`);
  expect(await ids(`limit=2&cursor=${first.body.next_cursor}`)).toEqual([runs[0]]);
});

describe('the findings about a document that was sent', () => {
  const sourceOf = (findings: Finding[] = [], code = '') => findings.find((each) => each.code === code)?.source;

  it.each(['/workflows', '/workflows/validate'])('as YAML have their line and column: POST %s', async (path) => {
    const text = stringify(documentOf(platform.newType('located'), 1, { tags: ['é'], colour: 'red' }));
    const { body } = await platform.post<Published>(path, text, { 'content-type': 'application/yaml' });
    expect(sourceOf(body.findings, 'unknown_key')).toMatchObject({ line: text.split('\n').length - 1, column: 1 });
  });
  it('as JSON have them too, in answers of PUT and in refusals, and there are none where no document is sent', async () => {
    const type = platform.newType('located');
    const text = JSON.stringify(documentOf(type, 1, { colour: 'red' }), null, 2);
    await platform.post('/workflows', text);
    const replaced = await platform.put<Published>(`/workflows/${type}`, text);
    expect(sourceOf(replaced.body.findings, 'unknown_key')).toMatchObject({
      column: 3,
      offset: text.indexOf('"colour"'),
    });
    const refused = await platform.put<ProblemBody>(`/workflows/${type}`, text.replace('demo.echo', 'no.such'));
    expect(sourceOf(refused.body.findings, 'unknown_function')?.offset).toBe(text.indexOf('"demo.echo"'));
    const rolledBack = await platform.post<Published>(`/workflows/${type}/rollback/1`, {});
    expect(rolledBack.body.findings.map(({ code, source }) => [code, source])).toEqual([['unknown_key', undefined]]);
  });
});
