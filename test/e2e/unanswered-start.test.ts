/** A start whose answer from Temporal does not come: under an Idempotency-Key there is one execution all the same. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ServiceError } from '@temporalio/client';
import type { ExecutionRow } from '../../src/contracts/execution.js';
import type { ExecutionWorkflows } from '../../src/executions/execution-workflows.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let workflows: ExecutionWorkflows;
let type: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  workflows = platform.platform.parts?.workflows as ExecutionWorkflows;
}, 120_000);
afterAll(() => platform.stop(), 60_000);
beforeEach(async () => (type = await platform.publishSteps('once', [step(1, 'demo.echo', { n: '$input.n' })])));
afterEach(() => void jest.restoreAllMocks());

const broken = () => {
  const cause = Object.assign(new Error('14 UNAVAILABLE: connection dropped'), { code: 14 });
  return new ServiceError('Failed to start Workflow', { cause });
};
const start = (n: number, headers: Record<string, string> = {}) =>
  platform.post<{ execution_id: string } & ProblemBody>(`/workflows/${type}/execute`, { input_data: { n } }, headers);
const rows = async () =>
  (await platform.get<{ items: ExecutionRow[] }>(`/executions?deliverable_type=${type}`)).body.items;
/** The next start breaks off, before or after Temporal has taken it. */
function breakOff(when: 'before' | 'after'): void {
  const real = workflows.start.bind(workflows);
  jest.spyOn(workflows, 'start').mockImplementationOnce(async (...args) => {
    if (when === 'after') await real(...args);
    throw broken();
  });
}

describe.each(['before', 'after'] as const)('that breaks off %s Temporal has taken it', (when) => {
  it('is answered 503, and asked again under its key it gives one execution, which runs', async () => {
    const key = { 'idempotency-key': `order-${when}` };
    breakOff(when);
    const first = await start(1, key);
    expect([first.status, first.body.code]).toEqual([503, 'temporal_unavailable']);
    const [again, once_more] = await Promise.all([start(1, key), start(1, key)]);
    expect([again.status, once_more.status]).toEqual([202, 202]);
    const { execution_id } = again.body;
    await platform.until(execution_id, ({ status }) => status === 'completed');
    expect((await rows()).map((row) => row.execution_id)).toEqual([execution_id]);
    expect((await start(2, key)).status).toBe(422);
  });
});
it('that breaks off without a key leaves nothing behind', async () => {
  breakOff('before');
  expect((await start(1)).status).toBe(503);
  expect(await rows()).toEqual([]);
});
