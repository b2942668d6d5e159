/**
 * Workers at fault: their clock is wrong, or a step kills them. What an execution comes to, and how long things took, is
 * as with any other worker.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Execution, StepRecord } from '../../src/contracts/execution.js';
import { type Answer, type ApiClient, step } from './api-client.js';
import { Place } from './platform-process.js';
import { expectSound } from './sound-record.js';
import { SplitPlatform } from './split-platform.js';

const NO_CALLS = new Map<string, number>();
let place: Place;
beforeEach(async () => (place = await Place.make()));
afterEach(() => place.clear(), 60_000);

describe('a worker', () => {
  const quick = { base_delay_seconds: 0.2, exponential_base: 1.5, jitter: false };
  const steps = [
    step(1, 'demo.sleep', { seconds: 0.6, value: 1 }, { total_timeout_seconds: 20 }),
    step(
      2,
      'demo.flaky',
      { fail_times: 2, message: 'Connection reset' },
      { error_handling: { retry_count: 3, ...quick } },
    ),
    step(3, 'demo.sleep', { seconds: 30 }, { timeout_seconds: 0.8, error_handling: { fallback_value: 3 } }),
    step(
      4,
      'demo.fail',
      { message: 'Connection reset' },
      { total_timeout_seconds: 4, error_handling: { on_error: 'skip', retry_count: 10, ...quick } },
    ),
    step(5, 'transform.compute', { expression: 'a + 4', values: { a: '$step1.value' } }, { total_timeout_seconds: 20 }),
  ];
  const stepOf = ({ steps: records }: Execution, n: number) => records[n - 1] as StepRecord;
  function expectSameAsByARightClock(execution: Execution): void {
    expect(execution.steps.map(({ status }) => status)).toEqual([
      ...['completed', 'completed', 'completed', 'skipped', 'completed'],
    ]);
    expect(execution.output_data).toMatchObject({ out_1: { value: 1 }, out_3: 3, out_5: { value: 5 } });
    expect(stepOf(execution, 1)).toMatchObject({ attempts: 1, error: null });
    expect(stepOf(execution, 1).execution_time_ms).toBeGreaterThanOrEqual(550);
    expect(stepOf(execution, 1).execution_time_ms).toBeLessThan(3_000);
    expect(stepOf(execution, 2)).toMatchObject({ attempts: 3, error: null });
    expect(stepOf(execution, 3)).toMatchObject({ attempts: 1, used_fallback: true, error: { type: 'timeout' } });
    expect(stepOf(execution, 4)).toMatchObject({ skip_reason: 'error', error: { type: 'timeout' } });
    expect(stepOf(execution, 4).attempts).toBeGreaterThanOrEqual(3);
    for (const { started_at, completed_at, execution_time_ms } of execution.steps) {
      expect(execution_time_ms ?? 0).toBeGreaterThanOrEqual(0);
      expect(Date.parse(completed_at ?? '')).toBeGreaterThanOrEqual(Date.parse(started_at ?? ''));
    }
    expect(execution.total_time_ms).toBeGreaterThanOrEqual(1_000);
    expect(execution.total_time_ms).toBeLessThan(15_000);
  }
  it.each([
    ['is an hour ahead', '3600'],
    ['is an hour behind', '-3600'],
    ['jumps while it runs', '0,3600,-1800,86400'],
  ])(
    'whose clock %s keeps to timeouts, budgets and retries',
    async (_label, WRONG_CLOCK) => {
      const preload = join(process.cwd(), 'test', 'fixtures', 'preload', 'wrong-clock.cjs');
      const split = await SplitPlatform.start(place, { worker: { NODE_OPTIONS: `--require=${preload}`, WRONG_CLOCK } });
      const { client } = split;
      const type = await client.publishSteps('clocked', steps);
      const ids = await Promise.all(Array.from({ length: 5 }, () => client.start(type)));
      for (const id of ids) {
        const execution = await client.until(id, ({ completed_at }) => completed_at !== null, 40);
        expectSameAsByARightClock(execution);
        await expectSound(client, execution, NO_CALLS);
      }
    },
    120_000,
  );
});

describe('a step that kills its worker', () => {
  const PACK = join(process.cwd(), 'test', 'fixtures', 'packs', 'deadly-functions.mjs');
  const retries = { error_handling: { retry_count: 2, base_delay_seconds: 0.1, jitter: false } };
  const patience = { execution: { on_failure: 'close' } };
  const closed = ({ completed_at }: Execution) => completed_at !== null;

  /** Starts a worker whenever one has died, as a supervisor does. */
  function keepWorkerAlive(split: SplitPlatform): () => Promise<void> {
    let wanted = true;
    const keeping = (async () => {
      while (wanted) {
        await Promise.race([split.worker.exited, delay(200)]);
        if (wanted && !split.worker.running) await split.spawnWorker();
      }
    })();
    return () => ((wanted = false), keeping);
  }
  it('each time ends as worker_lost after 5 losses, its retries untouched, and the others go on', async () => {
    const split = await SplitPlatform.start(place, { both: { FUNCTION_PACKS: PACK } });
    const { client } = split;
    const deadly = await client.publishSteps('deadly', [step(1, 'deadly.always', {}, retries)], patience);
    const once = await client.publishSteps('once', [step(1, 'deadly.once', {}, retries)], patience);
    const naps = [1, 2, 3, 4].map((n) => step(n, 'demo.sleep', { seconds: 1.5 }, n > 1 ? { depends_on: [n - 1] } : {}));
    const others = await client.publishSteps('others', naps);
    const stop = keepWorkerAlive(split);
    try {
      const ids = [await client.start(deadly), await client.start(once)];
      for (let n = 0; n < 8; n += 1) {
        ids.push(await client.start(others));
        await delay(1_000);
      }
      const executions = await Promise.all(ids.map((id) => untilClosed(client, id)));
      const [killer, survivor, ...rest] = executions;
      const [step_1] = killer?.steps ?? [];
      expect(rest.map(({ status }) => status)).toEqual(Array(8).fill('completed'));
      expect(killer).toMatchObject({ status: 'failed', error: { type: 'worker_lost', step_number: 1 } });
      expect(step_1).toMatchObject({ status: 'failed', attempts: 5, error: { type: 'worker_lost' } });
      expect(step_1?.retries.map(({ error_type }) => error_type)).toEqual(Array(4).fill('worker_lost'));
      expect(survivor).toMatchObject({ status: 'completed', dead_letter: null });
      const failed = survivor?.steps[0]?.retries.map(({ error_type }) => error_type) ?? [];
      expect(failed).toContain('worker_lost');
      expect(failed.filter((error_type) => error_type !== 'worker_lost').length).toBeLessThanOrEqual(2);
      for (const execution of executions) await expectSound(client, execution, NO_CALLS);
    } finally {
      await stop();
    }
  }, 240_000);
  async function untilClosed(client: ApiClient, id: string): Promise<Execution> {
    for (const until = Date.now() + 150_000; ; await delay(500)) {
      const answer: Answer<Execution> | null = await client.get<Execution>(`/executions/${id}`).catch(() => null);
      if (answer?.status === 200 && closed(answer.body)) return answer.body;
      if (Date.now() > until) throw new Error(`Still not closed: ${answer?.text}`);
    }
  }
});
