/** Pages that call a server without API keys: of others, its own, and the Temporal Web UI, which uses the remote codec. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '../../src/contracts/session.js';
import { freePort } from '../../src/process/free-port.js';
import { ApiClient } from './api-client.js';
import { refusedHandshake } from './event-reader.js';
import { type Answer, type ProblemBody, step, TestPlatform } from './platform.js';

interface PayloadJson {
  metadata: Record<string, string>;
  data: string;
}
let platform: TestPlatform;
let ui: string;
beforeAll(async () => {
  platform = await TestPlatform.start({ PORT: String(await freePort()) });
  ui = platform.platform.temporalUi ?? '';
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const text = (encoded: string | undefined): string => Buffer.from(encoded ?? '', 'base64').toString();
const convert = <T = { payloads: PayloadJson[] }>(
  way: 'decode' | 'encode',
  payloads: unknown,
  headers: Record<string, string> = {},
) =>
  platform.post<T>(`/codec/${way}`, { payloads } as Record<string, unknown>, { 'x-namespace': 'default', ...headers });
const preflight = (origin: string) =>
  platform.send('OPTIONS', '/api/v1/codec/decode', undefined, {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-namespace',
  });
const allowedOrigin = ({ headers }: Answer<unknown>) => headers.get('access-control-allow-origin');

/** The arguments with which a workflow was started, as Temporal has them. */
async function argumentsInHistory(workflowId: string): Promise<PayloadJson[]> {
  const connection = platform.platform.parts?.connection;
  const { history } = (await connection?.workflowService.getWorkflowExecutionHistory({
    namespace: 'default',
    execution: { workflowId },
  })) ?? { history: null };
  const payloads = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([k, v]) => [k, Buffer.from(v).toString('base64')]),
    ),
    data: Buffer.from(data ?? []).toString('base64'),
  }));
}

describe('the codec endpoint', () => {
  it('shows the input and the Plan that the history only refers to', async () => {
    const type = await platform.publishSteps('big', [step(1, 'demo.echo', { n: 1 })]);
    const { execution_id } = await platform.run(type, { text: 'x'.repeat(40_000) });
    const inHistory = await argumentsInHistory(execution_id);
    expect(inHistory.map(({ metadata }) => text(metadata['encoding']))).toEqual([
      'binary/claim-check',
      'binary/claim-check',
    ]);
    const { status, body } = await convert('decode', inHistory);
    expect(status).toBe(200);
    expect(body.payloads.map(({ metadata }) => text(metadata['encoding']))).toEqual(['json/plain', 'json/plain']);
    const [request, plan] = body.payloads.map(({ data }) => JSON.parse(text(data)) as Record<string, unknown>);
    expect(request).toMatchObject({ execution_id, input_data: { text: 'x'.repeat(40_000) } });
    expect(plan).toMatchObject({ plan_format: 1, deliverable_type: type });
  });
  it('gives back what it encoded, large and small, and what it does not know as it is', async () => {
    const plain = { encoding: base64('json/plain') };
    const payloads = [
      { metadata: plain, data: base64(JSON.stringify('y'.repeat(50_000))) },
      { metadata: plain, data: base64('1') },
      { metadata: { encoding: base64('binary/null') }, data: '' },
    ];
    const { body: encoded } = await convert('encode', payloads);
    expect(encoded.payloads.map(({ data }) => data.length > 1_000)).toEqual([false, false, false]);
    expect(encoded.payloads.slice(1)).toEqual(payloads.slice(1));
    expect((await convert('decode', encoded.payloads)).body.payloads).toEqual(payloads);
  });
  it('answers 404 for a reference to what is not stored', async () => {
    const claim = { metadata: { encoding: base64('binary/claim-check') }, data: base64('0'.repeat(64)) };
    const { status, body } = await convert<ProblemBody>('decode', [claim]);
    expect([status, body.code, body.detail]).toEqual([404, 'not_found', expect.stringContaining('0'.repeat(64))]);
  });
  it.each([
    ['no list', {}],
    ['no base64', [{ metadata: {}, data: '***' }]],
    ['no payload', [1]],
  ])('refuses %s', async (_, payloads) => {
    const { status, body } = await convert<ProblemBody>('decode', payloads);
    expect([status, body.code]).toEqual([422, 'request_invalid']);
  });
});

describe('a page of another origin', () => {
  it('may ask when it is the Temporal Web UI, by either name of the machine', async () => {
    for (const origin of [ui, ui.replace('127.0.0.1', 'localhost')]) {
      const { status, headers } = await preflight(origin);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
      expect(headers.get('access-control-allow-headers')).toContain('x-namespace');
      expect(headers.get('access-control-allow-methods')).toContain('POST');
      expect(allowedOrigin(await convert('decode', [], { origin }))).toBe(origin);
    }
  });
  it.each(['http://evil.example', 'http://127.0.0.1:1', 'https://127.0.0.1', 'null'])(
    'may not as %s',
    async (origin) => {
      expect(allowedOrigin(await preflight(origin))).toBeNull();
      expect(allowedOrigin(await convert('decode', [], { origin }))).toBeNull();
    },
  );
  it('may not ask anything else', async () => {
    const answer = await platform.get('/executions', { origin: ui });
    expect(allowedOrigin(answer)).toBeNull();
  });
});

describe('a server without API keys', () => {
  const codesOf = async (headers: Record<string, string>) => {
    const { status, body } = await refusedHandshake(platform.url, '/api/v1/workflow/stream', headers);
    return [status, (JSON.parse(body) as ProblemBody).code];
  };

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1'])('takes nothing from pages of %s', async (origin) => {
    const answer = await platform.post<ProblemBody>('/workflows', {}, { origin });
    expect([answer.status, answer.body.code]).toEqual([403, 'origin_refused']);
    expect(await codesOf({ origin })).toEqual([403, 'origin_refused']);
  });
  it.each(['evil.example', 'localhost.evil.example:8000'])('does not answer to the name %s', async (host) => {
    expect(await codesOf({ host })).toEqual([421, 'host_refused']);
  });
  it('takes its own pages, by each of its names', async () => {
    const local = platform.url.replace('127.0.0.1', 'localhost');
    expect((await platform.get('/session', { origin: platform.url })).status).toBe(200);
    expect((await new ApiClient(local).get('/session', { origin: local })).status).toBe(200);
  });
  it('lets everybody do everything, whatever key they send', async () => {
    const { body } = await platform.as('nonsense').get<Session>('/session');
    expect(body).toEqual({ authentication: 'none', actor: null, role: 'admin' });
  });
  it('needs no tickets and gives none', async () => {
    const { status, body } = await platform.post<ProblemBody>('/stream-tickets');
    expect([status, body.code]).toEqual([409, 'not_possible']);
  });
});

it('the Temporal Web UI knows where to ask', async () => {
  const settings = (await (await fetch(`${ui}/api/v1/settings`)).json()) as { Codec: { Endpoint: string } };
  expect(settings.Codec.Endpoint).toBe(`${platform.url}/api/v1/codec`);
});
