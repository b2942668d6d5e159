import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { step } from '../plan/documents.js';
import { type Closed, MeasuredPlatform } from './measured-platform.js';

let platform: MeasuredPlatform;
beforeAll(async () => (platform = await MeasuredPlatform.start()), 60_000);
afterAll(() => platform.stop(), 60_000);

const diamond = [step(1), step(2, { n: '$step1.n' }), step(3, { n: '$step1.n' }), step(4, { n: ['$step2', '$step3'] })];
const ran = (type: string, times: (number | null)[], more: Partial<Closed> = {}): Closed => ({
  type,
  steps: times.map((ms, index) => [index + 1, ms]),
  ...more,
});
const measured = async (type: string, version?: number) =>
  platform.graphs.describe(await platform.definitions.find(type, version));
const times = async (type: string, version?: number) =>
  Object.fromEntries((await measured(type, version)).steps.map(({ step_number, p50_ms }) => [step_number, p50_ms]));

describe('the graph of a stored version', () => {
  it('without executions is that of its document', async () => {
    const { graph, steps } = await measured(await platform.publish(diamond));
    expect(graph).toMatchObject({ critical_path: [1, 2, 4], estimated_speedup: 1.33, bottlenecks: [] });
    expect(graph).not.toHaveProperty('measured_critical_path');
    expect(steps[0]).toEqual({ step_number: 1, step_name: 'step_1' });
  });
  it('has the median durations of its completed executions', async () => {
    const type = await platform.publish(diamond);
    await platform.ran(
      ran(type, [100, 100, 600, 90]),
      ran(type, [100, 100, 700, 100]),
      ran(type, [100, 100, 800, 190]),
    );
    await platform.ran(ran(type, [9_000, 9_000, 9_000, 9_000], { status: 'failed' }));
    const { graph, steps } = await measured(type);
    expect(graph).toMatchObject({
      critical_path: [1, 2, 4],
      measured_critical_path: [1, 3, 4],
      measured_critical_path_ms: 900,
      estimated_speedup: 1.11,
      bottlenecks: [
        { step_number: 3, p50_ms: 700, share: 0.7778 },
        { step_number: 1, p50_ms: 100, share: 0.1111 },
        { step_number: 4, p50_ms: 100, share: 0.1111 },
      ],
      suggestions: [{ code: 'slow_step', step_numbers: [3] }],
    });
    expect(steps[2]).toEqual({ step_number: 3, step_name: 'step_3', p50_ms: 700 });
  });
  it('reckons without the steps that had no successful attempt', async () => {
    const type = await platform.publish(diamond);
    await platform.ran(ran(type, [100, null, null, 300]));
    expect(await times(type)).toEqual({ 1: 100, 4: 300 });
  });
  it('says where its mode costs time', async () => {
    const type = await platform.publish([step(1), step(2)], { execution: { mode: 'sequential' } });
    await platform.ran(ran(type, [100, 100]));
    expect((await measured(type)).graph.suggestions).toMatchObject([{ code: 'eager_is_faster' }]);
  });
});

describe('measured durations', () => {
  it('of a version are not those of another one, unless the content is equal', async () => {
    const type = await platform.publish([step(1, { n: 1 })]);
    await platform.replace(type, [step(1, { n: 2 })]);
    await platform.ran(ran(type, [100]), ran(type, [500], { version: 2 }));
    await platform.definitions.rollback(type, 1);
    expect([await times(type, 1), await times(type, 2), await times(type, 3)]).toEqual([
      { 1: 100 },
      { 1: 500 },
      { 1: 100 },
    ]);
    await platform.ran(ran(type, [300], { version: 3 }));
    expect([await times(type, 1), await times(type, 3)]).toEqual([{ 1: 200 }, { 1: 200 }]);
  });
  it('of another type are none', async () => {
    const type = await platform.publish([step(1)]);
    await platform.ran(ran(await platform.publish([step(1)]), [100]));
    expect(await times(type)).toEqual({});
  });
});
