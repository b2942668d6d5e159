/** POST /expressions/evaluate, GET /functions and the description of the API. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ProblemBody, TestPlatform } from './platform.js';

let platform: TestPlatform;
beforeAll(async () => void (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);
const evaluate = <T>(body: Record<string, unknown>) => platform.post<T>('/expressions/evaluate', body);

describe('an expression', () => {
  it('is evaluated on input, steps and context, and shown with its references and its tree', async () => {
    const steps = { 1: { output_variable: 'design', output: { depth: 0.5 } } };
    const expression = "$step1.design.depth < $input.limit AND $context.who == 'ann'";
    const { status, body } = await evaluate({ expression, input: { limit: 1 }, steps, context: { who: 'ann' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      value: true,
      result: true,
      references: ['$step1.design.depth', '$input.limit', '$context.who'],
      ast: { kind: 'and' },
    });
  });
  it('reads bare words as fields of the input when it is asked to', async () => {
    expect((await evaluate({ expression: 'span + 1', bare_fields: true, input: { span: 4 } })).body).toMatchObject({
      value: 5,
    });
    expect((await evaluate({ expression: 'span + 1', bare_fields: true, input: [] })).body).toMatchObject({
      value: null,
    });
    expect((await evaluate({ expression: 'square' })).body).toMatchObject({ value: 'square' });
  });
  it.each([
    ['1 + + > 2', 'condition_syntax'],
    ["1 < 'a'", 'type_error'],
    ['$input.__proto__', 'forbidden_name'],
    ['$nobody.x', 'unknown_reference_root'],
    ['', 'condition_syntax'],
  ])('%j is refused as %s with its position', async (expression, code) => {
    const { status, body } = await evaluate<ProblemBody>({ expression });
    expect([status, body.code]).toEqual([422, code]);
    expect(body.findings?.[0]?.position).toMatchObject({ line: 1, column: expect.any(Number) });
  });
  it('in a request of the wrong shape is refused with findings', async () => {
    const { status, body } = await evaluate<ProblemBody>({ expression: 5, steps: { zero: {} } });
    expect([status, body.findings?.map(({ path }) => path)]).toEqual([422, expect.arrayContaining(['/expression'])]);
  });
});

describe('the catalogue', () => {
  it('is a list in pages, by name', async () => {
    type Page = { items: { name: string }[]; next_cursor: string | null };
    const first = (await platform.get<Page>('/functions?limit=3')).body;
    const rest = (await platform.get<Page>(`/functions?cursor=${first.next_cursor}`)).body;
    const names = [...first.items, ...rest.items].map(({ name }) => name);
    expect([names, rest.next_cursor]).toEqual([[...names].sort(), null]);
    expect(names).toEqual(expect.arrayContaining(['demo.echo', 'http.request', 'transform.compute']));
  });
});

describe('the description of the API', () => {
  it('is OpenAPI 3 with a page to read it', async () => {
    const { body } = await platform.send<{ openapi: string; paths: object }>('GET', '/openapi.json');
    expect(body.openapi).toMatch(/^3\./);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/v1/workflows', '/api/v1/executions/{id}']));
    expect((await platform.send('GET', '/docs')).type).toContain('text/html');
  });
});
