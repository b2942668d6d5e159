/** The acceptance cases, each by its name, from outside: through REST, WebSocket and real connections. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution, StepRecord } from '../../src/contracts/execution.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import { freePort } from '../../src/process/free-port.js';
import { installRuntime } from '../../src/temporal/install-runtime.js';
import { expectGapless, named, namesOf } from './event-log.js';
import { SocketReader } from './event-reader.js';
import { LoopbackService } from './loopback-service.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';
import { SeededRandom } from './seeded-random.js';

await installRuntime();
let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);
const services: LoopbackService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

const close = { execution: { on_failure: 'close' } };
const retries = (retry_count: number, base_delay_seconds = 0.1) => ({
  error_handling: { retry_count, base_delay_seconds, exponential_base: 1.5, jitter: false },
});
const ended = ({ completed_at }: Execution) => completed_at !== null;
const firstOf = ({ steps }: Execution) => steps[0] as StepRecord;
async function serve(...made: ConstructorParameters<typeof LoopbackService>): Promise<LoopbackService> {
  const service = await new LoopbackService(...made).listen();
  services.push(service);
  return service;
}

it('5 independent steps in the time of one', async () => {
  const naps = [1, 2, 3, 4, 5].map((n) => step(n, 'demo.sleep', { seconds: 1, value: n }));
  const type = await platform.publishSteps('independent', naps);
  await platform.run(type);
  const { status, total_time_ms, execution_graph, output_data } = await platform.run(type);
  expect(status).toBe('completed');
  expect(total_time_ms).toBeGreaterThanOrEqual(990);
  expect(total_time_ms).toBeLessThan(1_900);
  expect(execution_graph.max_observed_parallelism).toBe(5);
  expect(execution_graph.speedup).toBeGreaterThan(2.6);
  expect(output_data).toMatchObject({ out_1: { value: 1 }, out_5: { value: 5 } });
});

describe('a transient network error recovers after 2 retries', () => {
  const expectRecovered = (execution: Execution, code: string) => {
    expect(execution.status).toBe('completed');
    expect(firstOf(execution)).toMatchObject({ attempts: 3, error: null, output: { status: 200, body: { rate: 75 } } });
    const messages = firstOf(execution).retries.map(({ attempt, message }) => [attempt, message]);
    expect(messages).toEqual([1, 2].map((attempt) => [attempt, expect.stringContaining(code)]));
  };
  const call = (url: string) => [step(1, 'http.request', { method: 'GET', url }, retries(3, 0.6))];

  it('when nobody listens', async () => {
    const port = await freePort();
    const id = await platform.start(await platform.publishSteps('refused', call(`http://127.0.0.1:${port}/`)));
    await platform.until(id, (execution) => firstOf(execution).retries.length === 2);
    const service = new LoopbackService(() => ({ status: 200, body: { rate: 75 } }));
    services.push(await service.listen(port));
    expectRecovered(await platform.until(id, ended), 'ECONNREFUSED');
    expect([...service.requests]).toEqual([[`${id}/1`, 1]]);
  });
  it('when the connection is reset', async () => {
    const service = await serve(({ nth }) => (nth < 3 ? { reset: true } : { status: 200, body: { rate: 75 } }));
    const execution = await platform.run(await platform.publishSteps('reset', call(service.url)));
    expectRecovered(execution, 'ECONNRESET');
    expect([...service.requests]).toEqual([[`${execution.execution_id}/1`, 3]]);
  });
});

describe('a nested condition', () => {
  const condition =
    '($input.load > 500 AND ($input.grade IN ["M25", "M30"] OR NOT ($step1.ok == true))) AND ' +
    '(len($input.rows) >= 2 ? max($input.rows) < 10 : exists($input.waiver.by))';
  const rows = [1, 2];
  it.each([
    ['holds by its first alternative', { load: 501, grade: 'M25', ok: true, rows }, true],
    ['holds by its second alternative', { load: 501, grade: 'M20', ok: false, rows }, true],
    ['fails where no alternative holds', { load: 501, grade: 'M20', ok: true, rows }, false],
    ['fails by its first part', { load: 500, grade: 'M25', ok: true, rows }, false],
    ['fails by its last part', { load: 501, grade: 'M25', ok: true, rows: [1, 10] }, false],
    ['takes the other way of a ternary', { load: 501, grade: 'M25', ok: true, rows: [], waiver: { by: 'me' } }, true],
    ['finds nothing on that way', { load: 501, grade: 'M25', ok: true, rows: [] }, false],
  ])('%s', async (_label, input, holds) => {
    const type = await platform.publishSteps('nested', [
      step(1, 'demo.echo', { ok: '$input.ok' }),
      step(2, 'demo.echo', { checked: true }, { condition }),
    ]);
    const { status, steps } = await platform.run(type, input);
    expect(status).toBe('completed');
    expect(steps[1]).toMatchObject(
      holds ? { status: 'completed' } : { status: 'skipped', skip_reason: 'condition_false' },
    );
  });
});

describe('live updates', () => {
  const chain = [1, 2, 3].map((n) => step(n, 'demo.sleep', { seconds: 0.8 }, n === 1 ? {} : { depends_on: [n - 1] }));
  const endOf = (step_number: number) => (event: ExecutionEvent) =>
    event.event === 'step_completed' && event.step_number === step_number;

  it('a WebSocket sees the events of each step while the next one runs, in order', async () => {
    const id = await platform.start(await platform.publishSteps('watched', chain));
    const reader = await new SocketReader(platform.url, `/api/v1/workflow/stream/${id}`).opened();
    for (const step_number of [1, 2]) {
      await reader.until(({ events }) => events.some(endOf(step_number)));
      const late_ms = Date.now() - Date.parse(reader.events.find(endOf(step_number))?.timestamp ?? '');
      expect(late_ms).toBeLessThan(600);
      const { status, steps } = await platform.read(id);
      expect([status, steps[step_number]?.status]).toEqual(['running', 'running']);
    }
    expect((await reader.closed).code).toBe(1000);
    expectGapless(reader.events);
    const step_events = ['step_started', 'step_completed', 'progress_update'];
    const expected = ['execution_started', ...step_events, ...step_events, ...step_events, 'execution_completed'];
    expect(namesOf(reader.events)).toEqual(expected);
    expect(named(reader.events, 'progress_update').map((one) => one.progress_percent)).toEqual([33.33, 66.67, 100]);
    expect(reader.events).toEqual(await platform.events(id));
  });
});

it('invalid input refused in detail', async () => {
  const input_schema = {
    type: 'object',
    required: ['axial_load_dead', 'column_width'],
    additionalProperties: false,
    properties: {
      axial_load_dead: { type: 'number' },
      axial_load_live: { type: 'number', maximum: 10_000 },
      column_width: { type: 'number' },
      project_code: { type: 'string', pattern: '^PRJ-[0-9]{4}-[A-Z]{3}$' },
      concrete_grade: { enum: ['M20', 'M25'] },
      columns: { type: 'array', items: { type: 'object', properties: { load: { type: 'number', minimum: 0 } } } },
    },
  };
  const type = await platform.publishSteps('strict', [step(1, 'demo.echo')], { input_schema });
  const input_data = {
    axial_load_live: 15_000,
    column_width: 'wide',
    project_code: 'ABC123',
    concrete_grade: 'M50',
    columns: [{ load: -1 }],
  };
  const answer = await platform.post<ProblemBody>(`/workflows/${type}/execute`, { input_data });
  expect([answer.status, answer.body.code]).toEqual([422, 'input_invalid']);
  expect(answer.type).toContain('application/problem+json');
  const told = answer.body.findings?.map(({ path, message }) => [path, message]);
  expect(told?.sort()).toEqual([
    ['/axial_load_dead', 'axial_load_dead: This field is required'],
    ['/axial_load_live', 'axial_load_live: 15000 exceeds maximum of 10000'],
    ['/column_width', 'column_width: Expected number, got string'],
    ['/columns/0/load', 'columns[0].load: -1 is below minimum of 0'],
    ['/concrete_grade', "concrete_grade: 'M50' is not one of ['M20', 'M25']"],
    ['/project_code', "project_code: 'ABC123' does not match pattern '^PRJ-[0-9]{4}-[A-Z]{3}$'"],
  ]);
  const { body } = await platform.get<{ items: unknown[] }>(`/executions?deliverable_type=${type}`);
  expect(body.items).toEqual([]);
});

it('a long step times out and uses its fallback', async () => {
  const patience = { timeout_seconds: 0.5, error_handling: { fallback_value: { value: 7 }, retry_count: 1 } };
  const quick = { ...patience.error_handling, base_delay_seconds: 0.1, jitter: false };
  const type = await platform.publishSteps('late', [
    step(1, 'demo.sleep', { seconds: 60 }, { ...patience, error_handling: quick }),
    step(2, 'transform.compute', { expression: 'a * 6', values: { a: '$step1.value' } }),
  ]);
  const execution = await platform.run(type);
  expect(execution).toMatchObject({ status: 'completed', output_data: { out_1: { value: 7 }, out_2: { value: 42 } } });
  expect(execution.total_time_ms).toBeLessThan(6_000);
  const timedOut = { type: 'timeout', message: 'Timed out after 0.5 s', transient: true, attempt: 2 };
  expect(firstOf(execution)).toMatchObject({ status: 'completed', used_fallback: true, attempts: 2, error: timedOut });
  const events = await platform.events(execution.execution_id);
  expect(named(events, 'step_timeout').map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(named(events, 'step_completed')[0]).toMatchObject({ used_fallback: true, output: { value: 7 } });
  const audit = `/audit?execution_id=${execution.execution_id}&action=step_timeout`;
  expect((await platform.get<{ items: unknown[] }>(audit)).body.items).toHaveLength(2);
});

describe('200 executions with 20 % transient failures', () => {
  const EXECUTIONS = 200;
  const RETRIES = 3;
  const SEED = 20_260_801;
  /** By execution and step, whether each of its requests fails: the same in every run, whatever comes first. */
  const fails = Array.from({ length: EXECUTIONS }, (_, n) =>
    [0, 1].map((k) => {
      const random = new SeededRandom(SEED + 7_919 * n + k);
      return Array.from({ length: RETRIES + 1 }, () => random.next() < 0.2);
    }),
  );
  const failing = (n: number, k: number, nth: number) => fails[n]?.[k]?.[nth - 1] === true;

  it('end with at least 99 % success', async () => {
    const service = await serve(({ nth, body }) => {
      const { n, k } = body as { n: number; k: number };
      if (!failing(n, k, nth)) return { status: 200, body: { n } };
      return nth % 2 === 1 ? { status: 503, body: { message: 'busy' } } : { reset: true };
    });
    const call = { method: 'POST', url: service.url };
    const steps = [0, 1].map((k) =>
      step(
        k + 1,
        'http.request',
        { ...call, body: { n: k === 0 ? '$input.n' : '$step1.body.n', k } },
        retries(RETRIES),
      ),
    );
    const type = await platform.publishSteps('unreliable', steps, close);
    const ids = await Promise.all(Array.from({ length: EXECUTIONS }, (_, n) => platform.start(type, { n })));
    const executions = [];
    for (const id of ids) executions.push(await platform.until(id, ended, 90));
    expect(executions.filter(({ status }) => status === 'completed').length).toBeGreaterThanOrEqual(0.99 * EXECUTIONS);
    for (const [n, { status, steps: records }] of executions.entries()) {
      const lost = records.find(({ step_number: k }) => fails[n]?.[k - 1]?.every((one) => one));
      const began = records.filter(({ started_at }) => started_at !== null);
      const requested = began.map(({ step_number }) => service.requests.get(`${ids[n]}/${step_number}`) ?? 0);
      expect([n, status, began.map(({ attempts }) => attempts)]).toEqual([n, lost ? 'failed' : 'completed', requested]);
    }
    const requests = [...service.requests.values()].reduce((sum, count) => sum + count, 0);
    expect(requests).toBeGreaterThan(1.18 * 2 * EXECUTIONS);
  }, 180_000);
});

it('a 1 MB output through three steps', async () => {
  const text = 'a row of a table, 32 characters; '.repeat(2 ** 20 / 32).slice(0, 2 ** 20);
  const type = await platform.publishSteps('large', [
    step(1, 'demo.echo', { text: '$input.text' }),
    step(2, 'demo.echo', { text: '$step1.text' }),
    step(3, 'demo.echo', { text: '$step2.text' }),
  ]);
  const execution = await platform.run(type, { text });
  expect(execution.status).toBe('completed');
  const outputs = execution.steps.map(({ output }) => (output as { text: string }).text === text);
  expect(outputs).toEqual([true, true, true]);
  const events = await platform.events(execution.execution_id);
  expect(named(events, 'step_completed').every(({ output }) => (output as { text: string }).text === text)).toBe(true);
  const { workflow } = platform.platform.parts?.client ?? {};
  const described = await workflow?.getHandle(execution.execution_id).describe();
  expect(described?.historySize).toBeLessThan(100_000);
});
