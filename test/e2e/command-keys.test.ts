/** A command under an Idempotency-Key is applied once, and answered the same however often it is sent. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../src/contracts/execution.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let failing: string;
let slow: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  failing = await platform.publishSteps('failing', [
    step(1, 'demo.flaky', { fail_times: 9, message: 'no' }),
    step(2, 'demo.flaky', { fail_times: 9, message: 'no' }),
  ]);
  slow = await platform.publishSteps('slow', [step(1, 'demo.sleep', { seconds: 20 })]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const give = <T>(id: string, path: string, body: Record<string, unknown>, key?: string) =>
  platform.post<T>(`/executions/${id}/${path}`, body, key === undefined ? {} : { 'idempotency-key': key });
const ended = (id: string, status: Execution['status']) => platform.until(id, (one) => one.status === status);
async function audited(id: string, action: string) {
  const { body } = await platform.get<{ items: { details: Record<string, unknown> }[] }>(
    `/audit?execution_id=${id}&action=${action}`,
  );
  return body.items;
}

describe('a command under a key', () => {
  it('is applied and audited once, also when it is sent many times at once', async () => {
    const id = await platform.start(slow);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => give(id, 'pause', {}, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(answers.map(({ body }) => body)).toEqual(Array(8).fill({ execution_id: id, status: 'paused' }));
    await give(id, 'resume', {});
    const repeated = await give(id, 'pause', {}, key);
    expect([repeated.status, repeated.body]).toEqual([202, { execution_id: id, status: 'paused' }]);
    expect((await platform.read(id)).status).toBe('running');
    expect(await audited(id, 'command_pause')).toMatchObject([{ details: { status: 'paused' } }]);
    await give(id, 'cancel', {});
  });
  it('is answered the same when it closed the execution', async () => {
    const id = await platform.start(slow);
    const key = randomUUID();
    const first = await give(id, 'cancel', {}, key);
    await ended(id, 'cancelled');
    const repeated = await give(id, 'cancel', {}, key);
    expect([repeated.status, repeated.body]).toEqual([first.status, first.body]);
    expect(await audited(id, 'command_cancel')).toHaveLength(1);
    expect((await give(id, 'cancel', {}, randomUUID())).status).toBe(409);
  });
  it('is refused when the key came with another command before', async () => {
    const { execution_id: id } = await platform.run(failing);
    const key = randomUUID();
    expect((await give(id, 'steps/1/complete', { output: 1 }, key)).status).toBe(202);
    for (const [path, body] of [
      ['steps/1/complete', { output: 2 }],
      ['steps/2/complete', { output: 1 }],
      ['steps/2/skip', {}],
    ] as const) {
      const { status, body: problem } = await give<ProblemBody>(id, path, body, key);
      expect([status, problem.code]).toEqual([422, 'idempotency_key_reused']);
    }
    expect((await platform.read(id)).steps[1]?.status).toBe('failed');
    await give(id, 'cancel', {});
  });
  it('that was refused may be given again under it', async () => {
    const id = await platform.start(slow);
    const key = randomUUID();
    expect((await give(id, 'resume', {}, key)).status).toBe(409);
    await give(id, 'pause', {});
    expect((await give(id, 'resume', {}, key)).status).toBe(202);
    expect(await audited(id, 'command_resume')).toHaveLength(1);
    await give(id, 'cancel', {});
  });
  it('is one of this execution: another one may have the same key', async () => {
    const ids = [await platform.start(slow), await platform.start(slow)];
    const key = randomUUID();
    for (const id of ids) expect((await give(id, 'cancel', {}, key)).status).toBe(202);
    for (const id of ids) await ended(id, 'cancelled');
  });
  it('has a key of at most 255 characters', async () => {
    const { status, body } = await give<ProblemBody>('any', 'pause', {}, 'x'.repeat(256));
    expect([status, body.code]).toEqual([400, 'idempotency_key_too_long']);
  });
});

it('without a key every request is a command of its own, and the state decides', async () => {
  const id = await platform.start(slow);
  expect([(await give(id, 'pause', {})).status, (await give(id, 'pause', {})).status]).toEqual([202, 409]);
  await give(id, 'cancel', {});
});
