import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { step } from '../plan/documents.js';
import { type Closed, MeasuredPlatform } from './measured-platform.js';

let platform: MeasuredPlatform;
beforeAll(async () => (platform = await MeasuredPlatform.start()), 60_000);
afterAll(() => platform.stop(), 60_000);

const read = (type: string, days = 30) => platform.statistics.read(type, days);
const nothing = { runs: 0, p50_ms: null, p95_ms: null, retries: 0, failures: 0 };
const NO_COUNTS = {
  pending: 0,
  running: 0,
  paused: 0,
  awaiting_approval: 0,
  completed: 0,
  failed: 0,
  rejected: 0,
  cancelled: 0,
};

describe('statistics of a workflow', () => {
  it('without executions are zeros and nulls', async () => {
    const type = await platform.publish([step(2), step(1)]);
    expect(await read(type)).toEqual({
      deliverable_type: type,
      version: 1,
      days: 30,
      counts: NO_COUNTS,
      success_rate: null,
      sampled_executions: 0,
      p50_duration_ms: null,
      p95_duration_ms: null,
      measured_speedup: null,
      steps: [
        { step_number: 1, step_name: 'step_1', ...nothing },
        { step_number: 2, step_name: 'step_2', ...nothing },
      ],
    });
  });
  it('of a type that nobody published are 404', async () => {
    await expect(read('nobody_has_this')).rejects.toMatchObject({ status: 404 });
  });
  it('count executions by status, and success among the closed ones', async () => {
    const type = await platform.publish([step(1)]);
    const one: Closed = { type, steps: [] };
    await platform.ran(one, one, { ...one, status: 'failed' }, { ...one, status: 'cancelled' });
    await platform.ran({ ...one, status: 'failed', closed: false }, { ...one, status: 'running', closed: false });
    await platform.ran({ type: await platform.publish([step(1)]), steps: [] });
    const { counts, success_rate, sampled_executions } = await read(type);
    expect(counts).toEqual({ ...NO_COUNTS, completed: 2, failed: 2, cancelled: 1, running: 1 });
    expect([success_rate, sampled_executions]).toEqual([0.5, 4]);
  });
  it('take durations and speed-up from completed executions only', async () => {
    const type = await platform.publish([step(1), step(2)]);
    const one = (total_time_ms: number, ...ms: (number | null)[]): Closed => ({
      type,
      total_time_ms,
      steps: ms.map((own, index) => [index + 1, own]),
    });
    await platform.ran(one(100, 100, 100), one(200, 150, 100), one(300, 300, null), one(400, 600, 600));
    await platform.ran({ ...one(90_000, 1, 1), status: 'failed' });
    expect(await read(type)).toMatchObject({
      p50_duration_ms: 250,
      p95_duration_ms: 385,
      measured_speedup: 1.63,
      success_rate: 0.8,
    });
  });
  it('know no speed-up of executions that took no time', async () => {
    const type = await platform.publish([step(1)]);
    await platform.ran({ type, total_time_ms: 0, steps: [[1, 0]] });
    expect(await read(type)).toMatchObject({ p50_duration_ms: 0, measured_speedup: null });
  });
  it('look back the days that are asked for', async () => {
    const type = await platform.publish([step(1)]);
    for (const days_ago of [0, 3, 9]) await platform.ran({ type, days_ago, steps: [[1, days_ago]] });
    const seen = async (days: number) => {
      const { counts, sampled_executions, steps } = await read(type, days);
      return [counts.completed, sampled_executions, steps[0]?.runs];
    };
    expect(await seen(1)).toEqual([1, 1, 1]);
    expect(await seen(7)).toEqual([2, 2, 2]);
    expect(await seen(365)).toEqual([3, 3, 3]);
  });
});

describe('statistics of a step', () => {
  it('are the percentiles of its successful attempts, whatever became of the execution', async () => {
    const type = await platform.publish([step(1), step(2)]);
    for (const ms of [100, 200, 300, 400]) await platform.ran({ type, status: 'failed', steps: [[1, ms]] });
    expect((await read(type)).steps).toEqual([
      { step_number: 1, step_name: 'step_1', runs: 4, p50_ms: 250, p95_ms: 385, retries: 0, failures: 0 },
      { step_number: 2, step_name: 'step_2', ...nothing },
    ]);
  });
  it.each<[string, Closed['steps'][number], Record<string, number>]>([
    ['success after two failed attempts', [1, 50, 2], { runs: 1, retries: 2, failures: 0 }],
    ['failure after three attempts', [1, null, 3, 'failed'], { runs: 1, retries: 2, failures: 1 }],
    ['failure without any attempt', [1, null, 0, 'failed'], { runs: 1, retries: 0, failures: 1 }],
    ['a fallback after two attempts', [1, null, 2, 'completed'], { runs: 1, retries: 1, failures: 1 }],
    ['skipped for its error', [1, null, 1, 'skipped'], { runs: 1, retries: 0, failures: 1 }],
    ['skipped without having run', [1, null, 0, 'skipped'], { runs: 0, retries: 0, failures: 0 }],
    ['cancelled between two attempts', [1, null, 1, 'cancelled'], { runs: 1, retries: 1, failures: 0 }],
  ])('count %s', async (_what, ran, figures) => {
    const type = await platform.publish([step(1)]);
    await platform.ran({ type, steps: [ran] });
    expect((await read(type)).steps[0]).toMatchObject(figures);
  });
  it('are those of the present version; earlier ones count where number, name and function were the same', async () => {
    const type = await platform.publish([step(1), step(2), step(3), step(4)]);
    const steps: Closed['steps'] = [1, 2, 3, 4].map((n) => [n, 100]);
    await platform.ran({ type, steps });
    await platform.replace(type, [
      step(1, { n: 2 }),
      step(2, {}, { step_name: 'renamed' }),
      step(3, { seconds: 1 }, { function_to_call: 'demo.sleep' }),
      step(5),
    ]);
    await platform.ran({ type, version: 2, steps: [...steps.slice(0, 3), [5, 300]] });
    const statistics = await read(type);
    expect(statistics).toMatchObject({ version: 2, counts: { completed: 2 } });
    expect(statistics.steps.map(({ step_number, step_name, runs }) => [step_number, step_name, runs])).toEqual([
      [1, 'step_1', 2],
      [2, 'renamed', 1],
      [3, 'step_3', 1],
      [5, 'step_5', 1],
    ]);
  });
  it('are taken from the newest 1,000 closed executions', async () => {
    const type = await platform.publish([step(1)]);
    await platform.ran({ type, days_ago: 2, steps: [[1, 9_000]] });
    await Promise.all(Array.from({ length: 1_000 }, () => platform.ran({ type, days_ago: 1, steps: [[1, 10]] })));
    await platform.ran({ type, status: 'running', closed: false, steps: [] });
    const { counts, sampled_executions, steps } = await read(type);
    expect([counts.completed, sampled_executions]).toEqual([1_001, 1_000]);
    expect(steps[0]).toMatchObject({ runs: 1_000, p50_ms: 10, p95_ms: 10 });
  });
});
