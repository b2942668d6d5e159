/** Executions that a step of another one begins: `flow.workflow`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution, ExecutionRow } from '../../src/contracts/execution.js';
import type { PlatformParts } from '../../src/platform-parts.js';
import { expectGapless } from './event-log.js';
import { step, TestPlatform } from './platform.js';
import { reconcile } from './reconcile.js';

let platform: TestPlatform;
let parts: PlatformParts;
let doubling: string;
let slow: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  if (platform.platform.parts === null) throw new Error('The platform has not started');
  parts = platform.platform.parts;
  doubling = await platform.publishSteps(
    'doubling',
    [step(1, 'transform.compute', { expression: 'n * 2', values: { n: '$input.n' } })],
    { input_schema: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] } },
  );
  slow = await platform.publishSteps('slow_child', [step(1, 'demo.sleep', { seconds: 60 })]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const callOf = (deliverable_type: string, input_data: unknown = {}, more: Record<string, unknown> = {}) =>
  step(1, 'flow.workflow', { deliverable_type, input_data }, more);
const ended = (id: string, status: Execution['status']) => platform.until(id, (one) => one.status === status);
/** The executions that were begun for a step of this one. */
async function childrenOf(id: string, type: string): Promise<Execution[]> {
  const { body } = await platform.get<{ items: ExecutionRow[] }>(`/executions?deliverable_type=${type}&limit=200`);
  const all = await Promise.all(body.items.map(({ execution_id }) => platform.read(execution_id)));
  return all.filter(({ parent }) => parent?.execution_id === id);
}
async function startedChild(type: string): Promise<{ id: string; child: Execution }> {
  const id = await platform.start(await platform.publishSteps('caller', [callOf(type)]));
  await platform.until(id, ({ steps }) => steps[0]?.waiting_for !== undefined);
  const [child] = await childrenOf(id, type);
  if (!child) throw new Error('There is no child');
  await platform.until(child.execution_id, ({ steps }) => steps[0]?.status === 'running');
  return { id, child };
}

describe('a step that calls flow.workflow', () => {
  it('gets the output of an execution of its own, which says whose it is', async () => {
    const type = await platform.publishSteps('calling', [
      callOf(doubling, { n: '$input.n' }),
      step(2, 'demo.echo', { twice: '$step1.out_1.out_1.value' }),
    ]);
    const body = { user_id: 'ana', context: { site: 'A' } };
    const parent = await platform.run(type, { n: 21 }, body);
    expect([parent.parent, parent.output_data?.['out_2']]).toEqual([null, { twice: 42 }]);
    const [child, ...others] = await childrenOf(parent.execution_id, doubling);
    expect(others).toEqual([]);
    expect(child).toMatchObject({
      status: 'completed',
      parent: { execution_id: parent.execution_id, step_number: 1 },
      input_data: { n: 21 },
      user_id: 'ana',
      rerun_of: null,
      output_data: { out_1: { value: 42 } },
    });
    expectGapless(await platform.events(child?.execution_id ?? ''));
  });
  it('runs one for each item of a list', async () => {
    const type = await platform.publishSteps('calling_each', [
      callOf(doubling, { n: '$item' }, { foreach: '$input.list' }),
    ]);
    const { output_data, execution_id } = await platform.run(type, { list: [1, 2, 3] });
    expect(output_data?.['out_1']).toEqual([2, 4, 6].map((value) => ({ out_1: { value } })));
    expect(await childrenOf(execution_id, doubling)).toHaveLength(3);
  });
  it.each([
    ['unknown_workflow', 'nobody_has_this_type', {}],
    ['invalid_input', '', { n: 'two' }],
  ])('fails with %s where nothing can be begun', async (error_type, deliverable_type, input) => {
    const type = await platform.publishSteps('refused', [callOf(deliverable_type || doubling, input)]);
    const { status, steps } = await platform.run(type);
    expect([status, steps[0]?.error?.type]).toEqual(['failed', error_type]);
  });
  it('fails when too many executions would stand above one another', async () => {
    const type = platform.newType('endless');
    await platform.publish({
      deliverable_type: type,
      workflow_steps: [callOf(type)],
      execution: { on_failure: 'close' },
    });
    const { status } = await platform.run(type);
    expect(status).toBe('failed');
    const { body } = await platform.get<{ items: ExecutionRow[] }>(`/executions?deliverable_type=${type}&limit=200`);
    expect(body.items).toHaveLength(10);
  });
});

describe('a child', () => {
  it('is cancelled with the execution that began it', async () => {
    const { id, child } = await startedChild(slow);
    await platform.post(`/executions/${id}/cancel`);
    await ended(id, 'cancelled');
    await ended(child.execution_id, 'cancelled');
  });
  it('that was lost fails the step that waits for it', async () => {
    const { id, child } = await startedChild(slow);
    await parts.client.workflow.getHandle(child.execution_id).terminate('by a test');
    await reconcile(parts);
    const { steps } = await ended(id, 'failed');
    expect(steps[0]?.error).toMatchObject({ type: 'child_failed', message: expect.stringContaining('lost') });
    expect(await platform.read(child.execution_id)).toMatchObject({ error: { type: 'workflow_lost' } });
  });
});
