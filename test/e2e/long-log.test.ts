/** The log of an execution that goes on in new runs of its workflow: parts of it are stored apart, and nobody notices. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Execution, ExecutionRequest } from '../../src/contracts/execution.js';
import type { PlatformParts } from '../../src/platform-parts.js';
import { expectGapless, named } from './event-log.js';
import { SocketReader } from './event-reader.js';
import { step, TestPlatform } from './platform.js';
import { reconcile } from './reconcile.js';

/** Of Temporal's events: a run goes on in a new one after a few steps. */
const HISTORY_LIMIT = 40;
const STEPS = 30;

let platform: TestPlatform;
let parts: PlatformParts;
beforeAll(async () => {
  platform = await TestPlatform.start();
  if (platform.platform.parts === null) throw new Error('The platform has not started');
  parts = platform.platform.parts;
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/** One step after the other; `ends` come last. */
const chain = (...ends: [function_to_call: string, input: Record<string, unknown>][]) => [
  step(1, 'demo.echo', { n: 1 }),
  ...Array.from({ length: STEPS - 1 }, (_, n) => step(n + 2, 'demo.echo', { n: `$step${n + 1}.n` })),
  ...ends.map(([called, input], n) => step(STEPS + 1 + n, called, input, { depends_on: [STEPS + n] })),
];
/** Starts an execution of the type whose runs are short. */
async function start(type: string): Promise<string> {
  const startable = await parts.preparation.startable(type, null);
  const asked = { input_data: {}, user_id: null, context: {}, version: null, options: {} };
  const request: ExecutionRequest = {
    ...parts.preparation.requestFor(startable, asked, { execution_id: randomUUID() }),
    history_limit: HISTORY_LIMIT,
  };
  await parts.store.insert(request, null);
  await parts.workflows.start(request);
  return request.execution_id;
}
const ended = (id: string, status: Execution['status'] = 'completed') =>
  platform.until(id, (one) => one.status === status);
async function storedParts(id: string): Promise<number> {
  const rows = sql`SELECT count(*)::int AS count FROM event_segments WHERE execution_id = ${id}`;
  return ((await parts.database.orm.execute(rows)).rows[0] as { count: number }).count;
}
const give = (id: string, path: string, body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  platform.post(`/executions/${id}/${path}`, body, headers);

describe('the log of a long execution', () => {
  let id: string;
  beforeAll(async () => {
    id = await start(await platform.publishSteps('long', chain()));
    await ended(id);
  }, 60_000);

  it('is stored in parts, and read as one', async () => {
    expect(await storedParts(id)).toBeGreaterThan(1);
    const log = await platform.events(id);
    expectGapless(log);
    expect(named(log, 'step_completed').map(({ step_number }) => step_number)).toEqual(
      Array.from({ length: STEPS }, (_, n) => n + 1),
    );
    expect(log.at(-1)?.event).toBe('execution_completed');
  });
  it.each([1, 17, 60])('is read from %d on', async (after) => {
    expectGapless(await platform.events(id, after), after + 1);
  });
  it.each([0, 25])('is streamed from %d on', async (after) => {
    const reader = await new SocketReader(platform.url, `/api/v1/workflow/stream/${id}?after=${after}`).opened();
    expect((await reader.closed).code).toBe(1000);
    expectGapless(reader.events, after + 1);
    expect(reader.events.at(-1)?.event).toBe('execution_completed');
  });
  it('is audited, each event once', async () => {
    const answer = await platform.get<string>(`/audit?execution_id=${id}&format=ndjson`);
    const actions = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { action: string }).action);
    expect(actions.filter((action) => action === 'step_completed')).toHaveLength(STEPS);
    expect(actions.filter((action) => action === 'execution_started')).toHaveLength(1);
  });
  it('has the times of every step in the timeline', async () => {
    const { body } = await platform.get<{ items: { attempts: { started_at: string | null }[] }[] }>(
      `/executions/${id}/timeline`,
    );
    expect(body.items.every(({ attempts }) => attempts[0]?.started_at)).toBe(true);
  });
});

describe('while it runs', () => {
  it('a stream that is open from the beginning gets every event', async () => {
    const id = await start(await platform.publishSteps('streamed', chain(['demo.sleep', { seconds: 0.5 }])));
    const reader = await new SocketReader(platform.url, `/api/v1/workflow/stream/${id}`).opened();
    expect((await reader.closed).code).toBe(1000);
    expectGapless(reader.events);
  });
  it('what it let go of is read with what its run still has', async () => {
    const id = await start(await platform.publishSteps('open', chain(['flow.signal', { name: 'go' }])));
    await platform.until(id, ({ steps }) => steps[STEPS]?.status === 'running');
    expect(await storedParts(id)).toBeGreaterThan(1);
    const log = await platform.events(id);
    expectGapless(log);
    expect(named(log, 'step_completed')).toHaveLength(STEPS);
    await give(id, 'signals/go', { payload: 1 });
    expectGapless(await platform.events((await ended(id)).execution_id));
  });
  it('a command under a key is applied once, also when it comes again to a later run', async () => {
    const type = await platform.publishSteps('keyed', [
      step(1, 'flow.signal', { name: 'go' }),
      ...chain()
        .slice(1)
        .map((one) => ({ ...one, input_mapping: { n: 1 }, depends_on: [one.step_number - 1] })),
      step(STEPS + 1, 'flow.signal', { name: 'go' }, { depends_on: [STEPS] }),
    ]);
    const id = await start(type);
    const key = { 'idempotency-key': randomUUID() };
    expect((await give(id, 'signals/go', { payload: 1 }, key)).status).toBe(202);
    await platform.until(id, ({ steps }) => steps[STEPS]?.status === 'running');
    expect(await storedParts(id)).toBeGreaterThan(1);
    expect((await give(id, 'signals/go', { payload: 1 }, key)).status).toBe(202);
    expect((await give(id, 'signals/go', { payload: 2 })).status).toBe(202);
    expect((await ended(id)).output_data).toMatchObject({ out_1: 1, [`out_${STEPS + 1}`]: 2 });
  });
});

it('one that is parked after many runs has its whole log, and is recovered', async () => {
  const id = await start(await platform.publishSteps('parked', chain(['demo.fail', { message: 'no' }])));
  await platform.until(id, ({ status }) => status === 'failed');
  expectGapless(await platform.events(id));
  await give(id, `steps/${STEPS + 1}/complete`, { output: 'by hand' });
  await ended(id);
  const log = await platform.events(id);
  expectGapless(log);
  expect(log.at(-1)?.event).toBe('execution_completed');
});
it('one whose workflow was terminated after many runs has its whole log, with a final event', async () => {
  const id = await start(await platform.publishSteps('lost', chain(['demo.sleep', { seconds: 60 }])));
  await platform.until(id, ({ steps }) => steps[STEPS]?.status === 'running');
  await parts.client.workflow.getHandle(id).terminate('by a test');
  await reconcile(parts);
  const log = await platform.events(id);
  expectGapless(log);
  expect(log.at(-1)).toMatchObject({ event: 'execution_failed', error: { type: 'workflow_lost' } });
  expect((await platform.read(id)).status).toBe('failed');
});
