/** Rows that an earlier process left: what the platform makes of them when it starts. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionRequest } from '../../src/contracts/execution.js';
import type { PlatformParts } from '../../src/platform-parts.js';
import { expectGapless } from './event-log.js';
import { SocketReader } from './event-reader.js';
import { step, TestPlatform } from './platform.js';
import { reconcile } from './reconcile.js';

let platform: TestPlatform;
let parts: PlatformParts;
let slow: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  if (platform.platform.parts === null) throw new Error('The platform has not started');
  parts = platform.platform.parts;
  slow = await platform.publishSteps('slow', [step(1, 'demo.sleep', { seconds: 20 })]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

async function requestLike(execution_id: string): Promise<ExecutionRequest> {
  const request = (await parts.store.find(execution_id))?.request;
  if (!request) throw new Error('The execution has no row');
  return { ...request, execution_id: randomUUID() };
}

describe('the reconciler', () => {
  it('starts an execution whose row was written and whose workflow never began', async () => {
    const type = await platform.publishSteps('quick', [step(1, 'demo.echo', { n: 1 })]);
    const request = await requestLike((await platform.run(type)).execution_id);
    await parts.store.insert(request, null);
    expect((await platform.read(request.execution_id)).status).toBe('pending');
    expect(await reconcile(parts)).toBe(1);
    const { output_data } = await platform.until(request.execution_id, ({ status }) => status === 'completed');
    expect(output_data).toEqual({ out_1: { n: 1 } });
  });
  it('leaves a running one alone', async () => {
    const id = await platform.start(slow);
    expect(await reconcile(parts)).toBe(0);
    await platform.post(`/executions/${id}/cancel`);
    await platform.until(id, ({ status }) => status === 'cancelled');
  });
  it('leaves one alone that ended between being listed and being looked at', async () => {
    const id = await platform.start(await platform.publishSteps('short', [step(1, 'demo.sleep', { seconds: 0.5 })]));
    const listed = (await parts.store.open('', 100)).filter(({ request }) => request.execution_id === id);
    expect(listed).toHaveLength(1);
    const { completed_at } = await platform.until(id, ({ status }) => status === 'completed');
    const late = Object.create(parts.store, { open: { value: async () => listed } }) as typeof parts.store;
    expect(await reconcile({ ...parts, store: late })).toBe(0);
    expect(await platform.read(id)).toMatchObject({ status: 'completed', error: null, completed_at });
  });
  it('ends the streams of one whose workflow was terminated', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ steps }) => steps[0]?.status === 'running');
    const reader = await new SocketReader(platform.url, `/api/v1/workflow/stream/${id}`).opened();
    await parts.client.workflow.getHandle(id).terminate('by a test');
    await reconcile(parts);
    expect((await reader.closed).code).toBe(1000);
    expectGapless(reader.events);
    expect(reader.events.at(-1)?.event).toBe('execution_failed');
  });
  it('closes a child that never began and whose parent has ended', async () => {
    const like = await platform.start(slow);
    const parent = await platform.start(slow);
    const ofParent = { execution_id: parent, step_number: 1, depth: 1 };
    const request = { ...(await requestLike(like)), parent: ofParent };
    for (const id of [like, parent]) await platform.post(`/executions/${id}/cancel`);
    await platform.until(parent, ({ status }) => status === 'cancelled');
    await parts.store.insert(request, null);
    await reconcile(parts);
    const child = await platform.read(request.execution_id);
    expect(child).toMatchObject({ status: 'failed', error: { type: 'workflow_lost' } });
    expect(child.parent).toEqual({ execution_id: parent, step_number: 1 });
  });
  it('closes one whose workflow was terminated outside the platform, and keeps its log', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ steps }) => steps[0]?.status === 'running');
    await parts.client.workflow.getHandle(id).terminate('by a test');
    expect(await reconcile(parts)).toBe(1);
    const { status, error, completed_at } = await platform.read(id);
    expect([status, error?.type, completed_at]).toEqual(['failed', 'workflow_lost', expect.any(String)]);
    const events = await platform.events(id);
    expectGapless(events);
    expect([events[0]?.event, events.at(-1)?.event]).toEqual(['execution_started', 'execution_failed']);
    expect(events.at(-1)).toMatchObject({ dead_letter: null, error: { type: 'workflow_lost' } });
    const { body } = await platform.get<{ items: { execution_id: string }[] }>('/executions?status=failed');
    expect(body.items.map(({ execution_id }) => execution_id)).toContain(id);
  });
  it('closes one whose workflow is gone', async () => {
    const like = await platform.start(slow);
    const request = await requestLike(like);
    await platform.post(`/executions/${like}/cancel`);
    await parts.store.insert(request, null);
    await parts.store.follow([
      {
        execution_id: request.execution_id,
        status: 'running',
        progress_percent: 0,
        started_at: new Date().toISOString(),
      },
    ]);
    await reconcile(parts);
    expect(await platform.read(request.execution_id)).toMatchObject({
      status: 'failed',
      error: { type: 'workflow_lost' },
    });
  });
});
