/** What executions leave behind: statistics of their workflow, and measured durations in its graph. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowGraph } from '../../src/contracts/graph.js';
import type { WorkflowStatistics } from '../../src/contracts/workflow-statistics.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);

const stats = async <T = WorkflowStatistics>(type: string, query = '') =>
  platform.get<T>(`/workflows/${type}/stats${query}`);

describe('GET /workflows/{type}/stats', () => {
  it('tells how executions went and where their time went', async () => {
    const retrying = { error_handling: { retry_count: 2, base_delay_seconds: 0.1, retry_on_transient_only: false } };
    const type = await platform.publishSteps(
      'told',
      [
        step(1, 'demo.sleep', { seconds: 0.3 }),
        step(2, 'demo.sleep', { seconds: 0.3 }),
        step(3, 'demo.flaky', { fail_times: '$input.fail_times', message: 'beam too short' }, retrying),
        step(4, 'demo.echo', { value: '$step3.value' }),
      ],
      { execution: { on_failure: 'close' } },
    );
    const statuses = [];
    for (const fail_times of [0, 1, 9]) statuses.push((await platform.run(type, { fail_times })).status);
    expect(statuses).toEqual(['completed', 'completed', 'failed']);
    const { status, body } = await stats(type, '?days=7');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      deliverable_type: type,
      version: 1,
      days: 7,
      counts: { pending: 0, running: 0, completed: 2, failed: 1, cancelled: 0 },
      success_rate: 0.6667,
      sampled_executions: 3,
    });
    const figures = body.steps.map(({ step_number, runs, retries, failures }) => [
      step_number,
      runs,
      retries,
      failures,
    ]);
    expect(figures).toEqual([
      [1, 3, 0, 0],
      [2, 3, 0, 0],
      [3, 3, 3, 1],
      [4, 2, 0, 0],
    ]);
    expect(body.p50_duration_ms).toBeGreaterThanOrEqual(300);
    expect(body.p95_duration_ms).toBeGreaterThanOrEqual(body.p50_duration_ms ?? Infinity);
    expect(body.steps[0]?.p50_ms).toBeGreaterThanOrEqual(299);
    expect(body.measured_speedup).toBeGreaterThan(0);
  });
  it('of a workflow that never ran is 200 with zeros and nulls', async () => {
    const type = await platform.publishSteps('idle', [step(1, 'demo.echo')]);
    const { status, body } = await stats(type);
    expect([status, body.days, body.success_rate, body.p50_duration_ms]).toEqual([200, 30, null, null]);
    expect(Object.values(body.counts)).toEqual(Array<number>(8).fill(0));
    expect(body.steps).toEqual([
      { step_number: 1, step_name: 'step_1', runs: 0, p50_ms: null, p95_ms: null, retries: 0, failures: 0 },
    ]);
  });
  it('counts a parked execution as failed that has not closed', async () => {
    const type = await platform.publishSteps('parked', [step(1, 'demo.fail', { message: 'no' })]);
    expect((await platform.run(type)).dead_letter).not.toBeNull();
    const { body } = await stats(type);
    expect([body.counts.failed, body.success_rate, body.sampled_executions]).toEqual([1, null, 0]);
  });
  it.each(['0', '366', '-1', '1.5', 'week'])('for days=%s is 400', async (days) => {
    const type = await platform.publishSteps('asked', [step(1, 'demo.echo')]);
    const answer = await stats<ProblemBody>(type, `?days=${days}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_query', findings: [{ path: '/days' }] } });
  });
  it('of an unknown type is 404', async () => {
    expect(await stats<ProblemBody>('nobody_has_this')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('GET /workflows/{type}/graph', () => {
  const steps = (seconds: number) => [
    step(1, 'demo.echo'),
    step(2, 'demo.echo', { n: '$step1' }),
    step(3, 'demo.sleep', { seconds, value: '$step1' }),
    step(4, 'demo.echo', { n: ['$step2', '$step3'] }),
  ];
  const graph = async (type: string, query = '') =>
    (await platform.get<WorkflowGraph>(`/workflows/${type}/graph${query}`)).body;

  it('knows the critical path by time once an execution has completed', async () => {
    const type = await platform.publishSteps('measured', steps(0.4));
    const before = await graph(type);
    expect(before).toMatchObject({ critical_path: [1, 2, 4], estimated_speedup: 1.33, bottlenecks: [] });
    expect(before).not.toHaveProperty('measured_critical_path');
    await platform.run(type);
    const after = await graph(type);
    expect(after).toMatchObject({ critical_path: [1, 2, 4], measured_critical_path: [1, 3, 4] });
    expect(after.measured_critical_path_ms).toBeGreaterThanOrEqual(399);
    expect(after.bottlenecks[0]).toMatchObject({ step_number: 3, share: expect.any(Number) });
    expect(after.suggestions).toContainEqual(expect.objectContaining({ code: 'slow_step', step_numbers: [3] }));
    expect(after.estimated_speedup).toBeLessThan(before.estimated_speedup);
  });
  it('shows measured durations in every drawing', async () => {
    const type = await platform.publishSteps('drawn', steps(0.1));
    await platform.run(type);
    for (const format of ['dot', 'mermaid', 'svg']) {
      const { text } = await platform.get<string>(`/workflows/${type}/graph?format=${format}`);
      expect(text).toMatch(/p50(&#160;| |&nbsp;)\d/);
    }
  });
  it('of a new version begins without measurements, and a rollback has them again', async () => {
    const type = await platform.publishSteps('remeasured', steps(0.1));
    await platform.run(type);
    await platform.put(`/workflows/${type}`, { deliverable_type: type, workflow_steps: steps(0.2) });
    expect(await graph(type)).not.toHaveProperty('measured_critical_path');
    expect(await graph(type, '?version=1')).toHaveProperty('measured_critical_path', [1, 3, 4]);
    await platform.post(`/workflows/${type}/rollback/1`);
    expect(await graph(type)).toHaveProperty('measured_critical_path', [1, 3, 4]);
  });
});

it('the description of the API lists these calls', async () => {
  const { body } = await platform.send<{ paths: Record<string, unknown> }>('GET', '/openapi.json');
  const prefix = '/api/v1/workflows/{type}';
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([`${prefix}/diff`, `${prefix}/stats`, `${prefix}/graph`, `${prefix}/versions`]),
  );
});
