/** What is killed and started again, for real: no execution is lost, and no process is left over. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../src/contracts/execution.js';
import { isRunning, type ProcessIdentity } from '../../src/process/process-identity.js';
import { type ApiClient, step } from './api-client.js';
import { expectGapless, named } from './event-log.js';
import { SocketReader } from './event-reader.js';
import { Place, type PlatformProcess } from './platform-process.js';

let place: Place;
beforeEach(async () => (place = await Place.make()));
afterEach(() => place.clear(), 60_000);

const isClosed = ({ completed_at }: Execution) => completed_at !== null;
const firstOf = (servers: ProcessIdentity[]) => servers[0] as ProcessIdentity;
const kill = ({ pid }: ProcessIdentity) => process.kill(pid, 'SIGKILL');
const pidsOf = (servers: ProcessIdentity[]) => servers.map(({ pid }) => pid);

/** A step that fails once and waits, and one that takes its time. */
async function publishSlow(api: ApiClient, seconds: number): Promise<string> {
  const retries = { error_handling: { retry_count: 3, base_delay_seconds: 1, exponential_base: 1.5, jitter: false } };
  return api.publishSteps('slow', [
    step(1, 'demo.flaky', { fail_times: 1, message: 'Connection reset', value: '$input.n' }, retries),
    step(2, 'demo.sleep', { seconds, value: '$input.n' }),
    step(3, 'transform.compute', { expression: 'a + b', values: { a: '$step1.value', b: '$step2.value' } }),
  ]);
}
async function expectCompleted(api: ApiClient, ids: string[], seconds = 90): Promise<void> {
  for (const [n, id] of ids.entries()) {
    const execution = await api.until(id, isClosed, seconds);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_3: { value: 2 * n } } });
    const events = await api.events(id);
    expectGapless(events);
    expect(named(events, 'execution_completed')).toHaveLength(1);
    expect(
      named(events, 'step_completed')
        .map(({ step_number }) => step_number)
        .sort(),
    ).toEqual([1, 2, 3]);
  }
}
async function expectNothingLeft(child: PlatformProcess): Promise<void> {
  expect(child.running).toBe(false);
  expect(await place.servers()).toEqual([]);
}
async function expectOneOfEach(): Promise<void> {
  expect(await place.temporalServers()).toHaveLength(1);
  expect(await place.postgresServers()).toHaveLength(1);
}

it('carries ten executions in flight over a kill -9 of the process, with one server of each kind', async () => {
  const first = await place.start();
  const type = await publishSlow(first.api, 3);
  const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => first.api.start(type, { n })));
  const retrying = await Promise.all(
    ids.map((id) =>
      first.api.until(id, ({ steps }) => steps[0]?.retries.length === 1 && steps[1]?.status === 'running'),
    ),
  );
  expect(retrying.filter(isClosed)).toEqual([]);
  const before = await place.servers();
  await first.kill('SIGKILL');
  expect(pidsOf(await place.servers())).toEqual(pidsOf(before));

  const second = await place.start();
  expect(pidsOf(await place.servers())).toEqual(pidsOf(before));
  await expectCompleted(second.api, ids);
  const rows = await second.api.get<{ items: Execution[] }>('/executions?status=completed');
  expect(rows.body.items).toHaveLength(10);
  const slept = (await second.api.read(ids[0] ?? '')).steps[1];
  expect(slept?.retries.every(({ error_type }) => error_type === 'worker_lost')).toBe(true);
  await expectOneOfEach();
  expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  await expectNothingLeft(second);
}, 180_000);

it('carries executions on after a kill -9 of everything', async () => {
  const first = await place.start();
  const type = await publishSlow(first.api, 2);
  const ids = await Promise.all([0, 1, 2].map((n) => first.api.start(type, { n })));
  await first.api.until(ids[2] ?? '', ({ steps }) => steps[1]?.status === 'running');
  const servers = await place.servers();
  const ended = first.kill('SIGKILL');
  servers.forEach(kill);
  await ended;

  const second = await place.start();
  await expectCompleted(second.api, ids);
  await expectOneOfEach();
  expect(pidsOf(await place.servers())).not.toEqual(pidsOf(servers));
}, 180_000);

describe('SIGTERM', () => {
  it('lets running steps end or gives them back, exits 0, leaves no process, and the next start goes on', async () => {
    const first = await place.start();
    const type = await publishSlow(first.api, 1);
    const ids = await Promise.all([0, 1].map((n) => first.api.start(type, { n })));
    await first.api.until(ids[1] ?? '', ({ steps }) => steps[1]?.status === 'running');
    expect(await first.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(first.stderr).not.toMatch(/at .*\.js:\d+/);
    await expectNothingLeft(first);

    const second = await place.start();
    await expectCompleted(second.api, ids);
    expect(await second.kill('SIGINT')).toEqual({ code: 0, signal: null });
    await expectNothingLeft(second);
  }, 180_000);
  it('closes sockets with 1001 and does not wait for their clients', async () => {
    const child = await place.start();
    const type = await child.api.publishSteps('parked', [step(1, 'demo.fail', { message: 'no' })]);
    const { execution_id } = await child.api.run(type);
    const path = `/api/v1/workflow/stream/${execution_id}`;
    const reader = await new SocketReader(child.api.url, path).opened();
    const sse = await fetch(child.api.url + path, { headers: { accept: 'text/event-stream' } });
    const asked = Date.now();
    const exit = await child.kill('SIGTERM');
    expect(exit).toEqual({ code: 0, signal: null });
    expect((await reader.closed).code).toBe(1001);
    await sse.text().catch(() => undefined);
    expect(Date.now() - asked).toBeLessThan(20_000);
    await expectNothingLeft(child);
  }, 120_000);
  it('during the start ends it, and leaves no process', async () => {
    const child = await place.spawn();
    for (const end = Date.now() + 30_000; (await place.postgresServers()).length === 0 && Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await child.kill('SIGTERM')).code).toBe(0);
    await expectNothingLeft(child);
  }, 120_000);
});

describe.each(['temporal', 'postgres'] as const)('kill -9 of the embedded %s', (kind) => {
  it('turns readiness to 503, brings it back, and a running execution completes', async () => {
    const serversOf = () => (kind === 'temporal' ? place.temporalServers() : place.postgresServers());
    const child = await place.start();
    const type = await publishSlow(child.api, 3);
    const ids = [await child.api.start(type, { n: 0 })];
    await child.api.until(ids[0] ?? '', ({ steps }) => steps[1]?.status === 'running');
    const killed = firstOf(await serversOf());
    kill(killed);
    const { detail } = await child.untilReadiness(503);
    expect(detail).toMatch(kind === 'temporal' ? /temporal: / : /database: /);
    await child.untilReadiness(200);
    expect(await isRunning(killed)).toBe(false);
    await expectCompleted(child.api, ids);
    await expectOneOfEach();
    expect((await child.kill('SIGTERM')).code).toBe(0);
    await expectNothingLeft(child);
  }, 180_000);
});
