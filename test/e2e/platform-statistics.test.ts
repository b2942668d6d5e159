/** GET /stats: how the executions of all workflows went, and what needs a person. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlatformStatistics } from '../../src/contracts/platform-statistics.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);

const stats = async <T = PlatformStatistics>(query = '') => platform.get<T>(`/stats${query}`);
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

describe('GET /stats', () => {
  it('of a platform on which nothing ever ran is zeros and nulls', async () => {
    const { status, body } = await stats();
    expect(status).toBe(200);
    expect(body).toMatchObject({ days: 7, success_rate: null, duration_ms: { p50: null, p95: null }, workflows: [] });
    expect([body.running, body.parked, body.approvals_pending]).toEqual([0, 0, 0]);
    expect(Object.values(body.by_status)).toEqual(Array<number>(8).fill(0));
    expect(body.series).toHaveLength(28);
  });
  it('tells what ran, what is under way, and what needs a person', async () => {
    const working = await platform.publishSteps('working', [step(1, 'demo.sleep', { seconds: 0.2 })], {
      display_name: 'It works',
    });
    const parked = await platform.publishSteps('parked', [step(1, 'demo.fail', { message: 'no' })]);
    const closed = await platform.publishSteps('closed', [step(1, 'demo.fail', { message: 'no' })], {
      execution: { on_failure: 'close' },
    });
    const asking = await platform.publishSteps('asking', [step(1, 'demo.echo', { design_ok: false })]);
    const slow = await platform.publishSteps('slow', [step(1, 'demo.sleep', { seconds: 60 })]);
    for (const type of [working, working, working, parked, closed, asking]) await platform.run(type);
    const running = await platform.start(slow);
    await platform.until(running, ({ status }) => status === 'running');

    const { body } = await stats('?days=1');
    expect(body).toMatchObject({ days: 1, success_rate: 0.75, running: 1, parked: 1, approvals_pending: 1 });
    expect(body.by_status).toMatchObject({ completed: 3, failed: 2, awaiting_approval: 1 });
    expect(body.duration_ms.p50).toBeGreaterThanOrEqual(200);
    expect(body.duration_ms.p95).toBeGreaterThanOrEqual(body.duration_ms.p50 ?? Infinity);
    expect(body.workflows.map(({ deliverable_type }) => deliverable_type)).toEqual([
      working,
      slow,
      ...[asking, closed, parked].toSorted(),
    ]);
    expect(body.workflows[0]).toMatchObject({
      display_name: 'It works',
      status: 'active',
      total: 3,
      completed: 3,
      failed: 0,
      running: 0,
      parked: 0,
      success_rate: 1,
      last_created_at: expect.any(String),
    });
    expect(body.workflows.find(({ deliverable_type }) => deliverable_type === parked)).toMatchObject({
      total: 1,
      failed: 1,
      parked: 1,
      success_rate: null,
      duration_ms: { p50: null, p95: null },
    });
    await platform.post(`/executions/${running}/cancel`);
  });
  it('has a series in equal parts, in which every execution of that time is counted', async () => {
    for (const [days, parts] of [
      [1, 24],
      [7, 28],
      [30, 30],
    ]) {
      const { body } = await stats(`?days=${days}`);
      expect(body.series).toHaveLength(parts ?? 0);
      expect(body.series[0]?.from).toBe(body.since);
      const counted = body.series.map((part) =>
        sum([part.completed, part.failed, part.rejected, part.cancelled, part.open]),
      );
      expect(sum(counted)).toBe(sum(Object.values(body.by_status)));
      const times = body.series.map(({ from }) => Date.parse(from));
      expect(new Set(times.slice(1).map((time, n) => time - (times[n] ?? 0))).size).toBe(1);
    }
  });
  it.each(['0', '366', 'week'])('for days=%s is 400', async (days) => {
    const answer = await stats<ProblemBody>(`?days=${days}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_query', findings: [{ path: '/days' }] } });
  });
});
