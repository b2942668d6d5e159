/** One trace from the caller's request to the service that a step calls, as a collector receives it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LoopbackService } from './loopback-service.js';
import { Place } from './platform-process.js';
import { type ApiClient, step } from './api-client.js';
import { TestPlatform } from './platform.js';
import { SplitPlatform } from './split-platform.js';
import { type CollectedSpan, TraceCollector } from './trace-collector.js';

let collector: TraceCollector;
let service: LoopbackService;
const places: Place[] = [];
const heard = new Map<string, string | undefined>();
const baggage: string[] = [];
beforeAll(async () => {
  collector = await new TraceCollector().listen();
  service = await new LoopbackService(({ key, nth, traceparent, baggage: sent }) => {
    if (sent !== undefined) baggage.push(sent);
    heard.set(`${key} ${nth}`, traceparent);
    return nth === 1 ? { status: 503, body: {} } : { status: 200, body: {} };
  }).listen();
});
afterAll(async () => {
  for (const place of places) await place.clear();
  await service.close();
  await collector.close();
}, 60_000);

const retried = { error_handling: { retry_count: 2, base_delay_seconds: 0.1 } };
const settings = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' });
let traces = 0;
/** Runs an execution on the caller's behalf; returns its id and the caller's trace and span. */
async function runTraced(api: ApiClient, type: string) {
  traces += 1;
  const trace_id = traces.toString(16).padStart(32, 'a');
  const span_id = traces.toString(16).padStart(16, 'b');
  const headers = { prefer: 'wait=50', baggage: 'user=ann', traceparent: `00-${trace_id}-${span_id}-01` };
  const answer = await api.post<{ execution_id: string; status: string }>(`/workflows/${type}/execute`, {}, headers);
  expect([answer.status, answer.body.status]).toEqual([200, 'completed']);
  return { execution_id: answer.body.execution_id, trace_id, span_id };
}
const stepsOf = (spans: CollectedSpan[]) => spans.filter(({ attributes }) => attributes['step_number'] !== undefined);
const runOf = (spans: CollectedSpan[]) => spans.find(({ name }) => name.startsWith('run '));
const isWhole = (steps: number) => (spans: CollectedSpan[]) =>
  stepsOf(spans).length >= steps && runOf(spans) !== undefined && spans.some(({ name }) => name.startsWith('POST '));
const publish = (api: ApiClient) =>
  api.publishSteps('traced', [
    step(1, 'http.request', { method: 'POST', url: service.url, body: { secret: 'opensesame' } }, retried),
    step(2, 'transform.compute', { expression: '1 + 1', values: {} }, { depends_on: [1] }),
  ]);

describe('with a collector', () => {
  let platform: TestPlatform;
  const before = { ...process.env };
  beforeAll(async () => {
    Object.assign(process.env, settings());
    platform = await TestPlatform.start(settings());
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    process.env = before;
  }, 60_000);

  it('the request, the run and each attempt are one trace, and the service is told of it', async () => {
    const type = await publish(platform);
    const { execution_id, trace_id, span_id } = await runTraced(platform, type);
    const spans = await collector.trace(trace_id, isWhole(3));
    const request = spans.find(({ parent_id }) => parent_id === span_id);
    expect(request).toMatchObject({
      name: 'POST /api/v1/workflows/:type/execute',
      service: 'dynamic-executor',
    });
    const run = runOf(spans);
    expect(run).toMatchObject({ name: `run ${type}`, parent_id: request?.span_id, failed: false });
    expect(run?.attributes).toMatchObject({ execution_id, deliverable_type: type, status: 'completed' });
    const attempts = stepsOf(spans).map(({ name, parent_id, failed, attributes: { step_number, attempt, local } }) => [
      ...[name, Number(step_number), Number(attempt), local, failed],
      parent_id === run?.span_id,
    ]);
    expect(attempts.sort()).toEqual([
      ['http.request', 1, 1, false, true, true],
      ['http.request', 1, 2, false, false, true],
      ['transform.compute', 2, 1, true, false, true],
    ]);
    const second = stepsOf(spans).find(({ name, failed }) => name === 'http.request' && !failed);
    expect(heard.get(`${execution_id}/1 2`)).toBe(`00-${trace_id}-${second?.span_id}-01`);
    expect(baggage).toEqual([]);
    expect(JSON.stringify(spans, (_, value) => String(value))).not.toContain('opensesame');
  }, 60_000);
  it('a workflow that a step starts is in the trace of that step', async () => {
    const child = await platform.publishSteps('inner', [step(1, 'demo.echo', { n: 1 })]);
    const type = await platform.publishSteps('outer', [step(1, 'flow.workflow', { deliverable_type: child })]);
    const { trace_id } = await runTraced(platform, type);
    const isThere = (all: CollectedSpan[]) =>
      [child, type].every((one) => all.some(({ name }) => name === `run ${one}`));
    const spans = await collector.trace(trace_id, isThere);
    const [inner, outer] = [child, type].map((one) => spans.find(({ name }) => name === `run ${one}`));
    expect(inner?.parent_id).toBe(outer?.span_id);
  }, 60_000);
  it('a request that nobody traced begins a trace of its own', async () => {
    const already = new Set(collector.spans.map(({ trace_id }) => trace_id));
    await platform.get('/functions');
    const isNew = ({ name, trace_id }: CollectedSpan) => name === 'GET /api/v1/functions' && !already.has(trace_id);
    for (const end = Date.now() + 30_000; !collector.spans.some(isNew) && Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(collector.spans.find(isNew)?.parent_id).toBe('');
  }, 60_000);
});
describe('over two processes', () => {
  it('the trace is one too', async () => {
    const place = await Place.make();
    places.push(place);
    const split = await SplitPlatform.start(place, { both: { ...settings(), OTEL_SERVICE_NAME: 'beams' } });
    const { trace_id, span_id } = await runTraced(split.client, await publish(split.client));
    const spans = await collector.trace(trace_id, isWhole(3));
    const request = spans.find(({ parent_id }) => parent_id === span_id);
    expect(runOf(spans)?.parent_id).toBe(request?.span_id);
    expect(new Set(spans.map(({ service: name }) => name))).toEqual(new Set(['beams']));
  }, 120_000);
});
describe('without one', () => {
  it('no trace is sent on', async () => {
    const place = await Place.make();
    places.push(place);
    const { api } = await place.start();
    const type = await publish(api);
    const { execution_id } = await runTraced(api, type);
    expect(heard.get(`${execution_id}/1 2`)).toBeUndefined();
    expect(heard.has(`${execution_id}/1 2`)).toBe(true);
  }, 120_000);
});
