/** Rows that an earlier process left: what the platform makes of them when it starts. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionRequest } from '../../src/contracts/execution.js';
import { ExecutionReconciler } from '../../src/executions/execution-reconciler.js';
import type { PlatformParts } from '../../src/platform-parts.js';
import { step, TestPlatform } from './platform.js';

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

const reconcile = () => new ExecutionReconciler(parts.store, parts.workflows, parts.plans).reconcile();
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
    expect(await reconcile()).toBe(1);
    const { output_data } = await platform.until(request.execution_id, ({ status }) => status === 'completed');
    expect(output_data).toEqual({ out_1: { n: 1 } });
  });
  it('leaves a running one alone', async () => {
    const id = await platform.start(slow);
    expect(await reconcile()).toBe(0);
    await platform.post(`/executions/${id}/cancel`);
    await platform.until(id, ({ status }) => status === 'cancelled');
  });
  it('closes one whose workflow was terminated outside the platform, and keeps its log', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ steps }) => steps[0]?.status === 'running');
    await parts.client.workflow.getHandle(id).terminate('by a test');
    expect(await reconcile()).toBe(1);
    const { status, error, completed_at } = await platform.read(id);
    expect([status, error?.type, completed_at]).toEqual(['failed', 'workflow_lost', expect.any(String)]);
    expect((await platform.events(id))[0]?.event).toBe('execution_started');
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
    await reconcile();
    expect(await platform.read(request.execution_id)).toMatchObject({
      status: 'failed',
      error: { type: 'workflow_lost' },
    });
  });
});
