/** Reading a large execution while it runs: the answers of its workflow are megabytes, and nothing keeps them. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { step, TestPlatform } from './platform.js';

const STEPS = 10_000;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start();
}, 120_000);
afterAll(() => platform.stop(), 60_000);

async function storedPayloads(): Promise<number> {
  const counted = await platform.platform.parts?.database.orm.execute(sql`SELECT count(*)::int AS count FROM blobs`);
  return (counted?.rows[0] as { count: number }).count;
}

it('10,000 steps are read, again and again, and no payload is stored for it', async () => {
  const waiting = step(1, 'flow.signal', { name: 'go' });
  const others = Array.from({ length: STEPS - 1 }, (_, n) => step(n + 2, 'demo.echo', { n }, { depends_on: [1] }));
  const type = await platform.publishSteps('wide', [waiting, ...others]);
  const before = await storedPayloads();
  const id = await platform.start(type);
  await platform.until(id, ({ steps }) => steps[0]?.status === 'running');
  for (let times = 0; times < 3; times += 1) {
    const { steps, progress } = await platform.read(id);
    expect([steps.length, progress.total_steps]).toEqual([STEPS, STEPS]);
  }
  expect(await storedPayloads()).toBe(before);
  await platform.post(`/executions/${id}/cancel`);
  const { steps } = await platform.until(id, ({ status }) => status === 'cancelled');
  expect(steps.every(({ status }) => status === 'cancelled')).toBe(true);
}, 60_000);

it('outputs and events beyond 32 KiB are read, and no payload is stored for it', async () => {
  const text = 'x'.repeat(20_000);
  const echoes = [1, 2, 3, 4].map((n) => step(n, 'demo.echo', { text: `${n}${text}` }));
  const waiting = step(5, 'flow.signal', { name: 'go' }, { depends_on: [1, 2, 3, 4] });
  const type = await platform.publishSteps('wordy', [...echoes, waiting]);
  const before = await storedPayloads();
  const id = await platform.start(type);
  await platform.until(id, ({ steps }) => steps[4]?.status === 'running');
  expect((await platform.read(id)).steps[0]?.output).toEqual({ text: `1${text}` });
  expect((await platform.events(id)).length).toBeGreaterThan(9);
  expect(await storedPayloads()).toBe(before);
  await platform.post(`/executions/${id}/cancel`);
});
