/** What a version is: content with a number, that running executions keep; and how two of them differ. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import type { VersionDiff } from '../../src/contracts/version-diff.js';
import { type ProblemBody, type Published, step, TestPlatform } from './platform.js';

interface Version {
  version: number;
  hash: string;
  status: string;
  change_description: string | null;
}
let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);

type Document = Record<string, unknown> & { deliverable_type: string };
const documentOf = (deliverable_type: string, n: number, more: Record<string, unknown> = {}): Document => ({
  deliverable_type,
  display_name: 'A beam',
  tags: ['a', 'b'],
  workflow_steps: [step(1, 'demo.echo', { n, options: { width: 2.5, names: ['x', 'ü'] } })],
  ...more,
});
/** Publishes a document for each n as the versions 1, 2, … of a new type. */
async function versionsOf(label: string, ...documents: ((type: string) => Document)[]): Promise<string> {
  const type = platform.newType(label);
  for (const [index, make] of documents.entries()) {
    if (index === 0) await platform.publish(make(type));
    else expect((await platform.put(`/workflows/${type}`, make(type))).status).toBe(200);
  }
  return type;
}
const numbered = (label: string, ...numbers: number[]) =>
  versionsOf(label, ...numbers.map((n) => (type: string) => documentOf(type, n)));
const versions = async (type: string) =>
  (await platform.get<{ items: Version[] }>(`/workflows/${type}/versions`)).body.items;
const present = async (type: string) => (await platform.get<Version>(`/workflows/${type}`)).body;
const deprecate = (type: string) => platform.send('DELETE', `/api/v1/workflows/${type}`);
const diff = <T = VersionDiff>(type: string, query = '') => platform.get<T>(`/workflows/${type}/diff${query}`);

/** The same content with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
}

describe('equal content gives no new version', () => {
  const json = { 'content-type': 'application/json' };
  const yaml = { 'content-type': 'application/yaml' };
  it.each<[string, (document: Document) => string, Record<string, string>]>([
    ['with the keys of every object in another order', (document) => JSON.stringify(reversed(document)), json],
    ['with other white space', (document) => ` \n${JSON.stringify(document, null, 7)}\n\n`, json],
    ['with numbers written in another way', (document) => JSON.stringify(document).replace('2.5', '25.0e-1'), json],
    ['with letters written as escapes', (document) => JSON.stringify(document).replace('ü', '\\u00fc'), json],
    ['as YAML', (document) => `# a comment\n${stringify(reversed(document))}`, yaml],
  ])('%s', async (_how, written, headers) => {
    const type = await numbered('equal', 1, 2);
    const [second] = await versions(type);
    const text = written(documentOf(type, 2));
    const answer = await platform.put<Published>(`/workflows/${type}?change_description=again`, text, headers);
    expect([answer.status, answer.body.version, answer.body.hash]).toEqual([200, 2, second?.hash]);
    expect(await versions(type)).toHaveLength(2);
    expect((await versions(type))[0]).toEqual(second);
  });
  it.each<[string, (document: Document) => Document]>([
    ['a description', (document) => ({ ...document, description: 'new' })],
    ['the order of a list', (document) => ({ ...document, tags: ['b', 'a'] })],
    ['a number that became a text', (document) => ({ ...document, revision: '1' })],
  ])('but other content does: %s', async (_what, changed) => {
    const type = await versionsOf('other', (name) => documentOf(name, 1, { revision: 1 }));
    const answer = await platform.put<Published>(`/workflows/${type}`, changed(documentOf(type, 1, { revision: 1 })));
    expect([answer.status, answer.body.version]).toEqual([200, 2]);
  });
  it('is compared with the present version, not with an earlier one', async () => {
    const type = await numbered('again', 1, 2, 1);
    const [third, second, first] = await versions(type);
    expect([third?.version, third?.hash]).toEqual([3, first?.hash]);
    expect(second?.hash).not.toBe(first?.hash);
  });
});

describe('rollback', () => {
  it('publishes the content of an earlier version as a new one', async () => {
    const type = await numbered('rolled', 1, 2);
    const answer = await platform.post<Published>(`/workflows/${type}/rollback/1`);
    expect([answer.status, answer.body.version]).toEqual([201, 3]);
    const [third, , first] = await versions(type);
    expect(third).toMatchObject({ version: 3, hash: first?.hash, change_description: 'Rollback to version 1' });
    expect((await diff(type, '?from=1&to=3')).body).toEqual({ from: 1, to: 3, steps: [], fields: [] });
    expect((await platform.run(type)).output_data).toMatchObject({ out_1: { n: 1 } });
  });
  it('also to the present version makes a new one', async () => {
    const type = await numbered('rolled_in_place', 1);
    expect((await platform.post<Published>(`/workflows/${type}/rollback/1`)).body.version).toBe(2);
  });
  it('makes a deprecated workflow active again', async () => {
    const type = await numbered('rolled_back_to_life', 1, 2);
    await deprecate(type);
    await platform.post(`/workflows/${type}/rollback/1`);
    expect(await present(type)).toMatchObject({ version: 3, status: 'active' });
    expect(await platform.run(type)).toMatchObject({ status: 'completed', version: 3 });
  });
});

describe('If-Match', () => {
  const put = (type: string, match: string) =>
    platform.put<Published & ProblemBody>(`/workflows/${type}`, documentOf(type, 9), { 'if-match': match });

  it.each(['"2"', 'W/"2"', '2', '*'])('%s lets version 2 be replaced', async (match) => {
    const type = await numbered('matching', 1, 2);
    expect(await put(type, match)).toMatchObject({ status: 200, body: { version: 3 } });
  });
  it.each([
    ['"1"', 412, 'version_mismatch', 'present version is 2, not 1'],
    ['"3"', 412, 'version_mismatch', 'present version is 2, not 3'],
    ['latest', 400, 'invalid_if_match', 'latest'],
    ['"2", "1"', 400, 'invalid_if_match', '"2", "1"'],
    ['"-2"', 400, 'invalid_if_match', '"-2"'],
    ['""', 400, 'invalid_if_match', '""'],
  ])('%s is refused with %i and nothing is stored', async (match, status, code, words) => {
    const type = await numbered('refused', 1, 2);
    const answer = await put(type, match);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.detail).toContain(words);
    expect(await present(type)).toMatchObject({ version: 2 });
  });
  it('is checked for equal content too', async () => {
    const type = await numbered('matched_equal', 1, 9);
    expect(await put(type, '"1"')).toMatchObject({ status: 412 });
  });
});

describe('a deprecated workflow', () => {
  it('starts no version of it, and keeps its document and its number', async () => {
    const type = await numbered('deprecated', 1, 2);
    const { status, ...before } = await present(type);
    expect(await deprecate(type)).toMatchObject({ status: 200, body: { status: 'deprecated', version: 2 } });
    expect(status).toBe('active');
    expect(await present(type)).toMatchObject({ version: 2, status: 'deprecated', hash: before.hash });
    for (const body of [{ input_data: {} }, { input_data: {}, version: 1 }]) {
      const refused = await platform.post<ProblemBody>(`/workflows/${type}/execute`, body);
      expect(refused).toMatchObject({ status: 409, body: { code: 'workflow_not_startable' } });
      expect(refused.body.detail).toContain('deprecated');
    }
    expect(await versions(type)).toHaveLength(2);
  });
  it.each([
    ['a PUT of new content', 3, 3],
    ['a PUT of equal content', 2, 2],
  ])('is active again after %s', async (_what, n, version) => {
    const type = await numbered('reactivated', 1, 2);
    await deprecate(type);
    expect((await platform.put<Published>(`/workflows/${type}`, documentOf(type, n))).body.version).toBe(version);
    expect(await present(type)).toMatchObject({ version, status: 'active' });
    expect((await platform.run(type)).output_data).toMatchObject({ out_1: { n } });
  });
});

describe('a running execution', () => {
  const sleeping = (type: string, value: string): Document => ({
    deliverable_type: type,
    workflow_steps: [
      step(1, 'demo.sleep', { seconds: 1, value }),
      step(2, 'demo.echo', { slept: '$step1.value', made_by: value }),
    ],
  });
  it('keeps its plan and its version when a new one is published meanwhile', async () => {
    const type = await versionsOf('kept', (name) => sleeping(name, 'first'));
    const id = await platform.start(type);
    await platform.until(id, ({ steps }) => steps[0]?.status === 'running');
    const added = { ...sleeping(type, 'second') };
    added.workflow_steps = [...(added.workflow_steps as unknown[]), step(3, 'demo.echo')];
    expect((await platform.put<Published>(`/workflows/${type}`, added)).body.version).toBe(2);
    const old = await platform.until(id, ({ completed_at }) => completed_at !== null);
    expect(old).toMatchObject({ status: 'completed', version: 1 });
    expect(old.output_data).toEqual({
      out_1: { slept_seconds: 1, value: 'first' },
      out_2: { slept: 'first', made_by: 'first' },
    });
    const next = await platform.run(type);
    expect(next).toMatchObject({ status: 'completed', version: 2 });
    expect(next.output_data).toMatchObject({ out_2: { slept: 'second', made_by: 'second' }, out_3: {} });
  });
});

describe('the diff of two versions', () => {
  let type: string;
  beforeAll(async () => {
    type = await versionsOf(
      'compared',
      (name) => documentOf(name, 1),
      (name) => documentOf(name, 2, { tags: ['a'] }),
      (name) => documentOf(name, 2, { workflow_steps: [step(2, 'demo.echo', { m: null })] }),
    );
  });
  const change = { path: '/input_mapping/n', from: 1, to: 2 };

  it('is told by step and field', async () => {
    const answer = await diff(type, '?from=1&to=2');
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        from: 1,
        to: 2,
        steps: [{ step_number: 1, change: 'changed', fields: [change] }],
        fields: [{ path: '/tags', from: ['a', 'b'], to: ['a'] }],
      },
    ]);
  });
  it('is by default that of the present version to the one before', async () => {
    const { body } = await diff(type);
    expect([body.from, body.to]).toEqual([2, 3]);
    expect(body.steps.map(({ step_number, change }) => [step_number, change])).toEqual([
      [1, 'removed'],
      [2, 'added'],
    ]);
    expect(body.steps[1]?.fields).toContainEqual({ path: '/input_mapping', from: null, to: { m: null } });
    expect((await diff(type, '?to=2')).body).toMatchObject({ from: 1, to: 2 });
    expect((await diff(type, '?from=1')).body).toMatchObject({ from: 1, to: 3 });
  });
  it('goes backwards too', async () => {
    const { body } = await diff(type, '?from=2&to=1');
    expect(body.steps[0]?.fields).toEqual([{ ...change, from: 2, to: 1 }]);
  });
  it.each([
    ['?from=1&to=4', 404, 'no version 4'],
    ['?from=9&to=1', 404, 'no version 9'],
    ['?to=1', 404, 'no version before 1'],
    ['?from=first', 400, 'from=first'],
    ['?to=0', 400, 'to=0'],
    ['?from=1.5', 400, 'from=1.5'],
    ['?from=1&from=2', 400, 'from'],
    ['?to=99999999999', 400, 'to=99999999999'],
  ])('%s is %i', async (query, status, words) => {
    const answer = await diff<ProblemBody>(type, query);
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect(answer.body.detail).toContain(words);
  });
  it('of an unknown type is 404', async () => {
    expect(await diff<ProblemBody>('nobody_has_this')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
