/** What a person does about executions: commands, and what they leave on the record. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../src/contracts/execution.js';
import { namesOf } from './event-log.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let failing: string;
let risky: string;
let slow: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  failing = await platform.publishSteps('failing', [
    step(1, 'demo.echo', { n: 1 }),
    step(2, 'demo.flaky', { fail_times: 9, message: 'beam too short' }, { depends_on: [1] }),
    step(3, 'demo.echo', { value: '$step2.value' }),
  ]);
  risky = await platform.publishSteps('risky', [step(1, 'demo.echo', { design_ok: false })]);
  slow = await platform.publishSteps('slow', [step(1, 'demo.sleep', { seconds: 20 })]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const give = <T>(id: string, path: string, body: Record<string, unknown> = {}) =>
  platform.post<T>(`/executions/${id}/${path}`, body);
const ended = (id: string, status: Execution['status']) => platform.until(id, (one) => one.status === status);

describe('recovery of a parked execution', () => {
  it.each([
    [
      'retry',
      { input_override: { fail_times: 0, message: 'none', value: 4 } },
      ['completed', 'completed', 'completed'],
    ],
    ['skip', { reason: 'not needed' }, ['completed', 'skipped', 'skipped']],
    ['complete', { output: { value: 9 } }, ['completed', 'completed', 'completed']],
  ])('%s lets it go on from there', async (command, body, statuses) => {
    const { execution_id: id } = await platform.run(failing);
    const answer = await give(id, `steps/2/${command}`, body);
    expect([answer.status, answer.body]).toEqual([202, { execution_id: id, status: 'running' }]);
    const { steps, dead_letter, progress } = await ended(id, 'completed');
    expect(steps.map(({ status }) => status)).toEqual(statuses);
    expect([dead_letter, progress.progress_percent]).toEqual([null, 100]);
    expect(steps[0]?.attempts).toBe(1);
  });
  it('shows every attempt in the timeline, the failed one too', async () => {
    const { execution_id: id } = await platform.run(failing);
    await give(id, 'steps/2/retry', { input_override: { fail_times: 0, message: 'none', value: 4 } });
    await ended(id, 'completed');
    const { body } = await platform.get<{ items: { attempts: { attempt: number; outcome: string }[] }[] }>(
      `/executions/${id}/timeline`,
    );
    const attempts = body.items.map((item) => item.attempts.map(({ attempt, outcome }) => [attempt, outcome]));
    expect(attempts).toEqual([
      [[1, 'completed']],
      [
        [1, 'error'],
        [2, 'completed'],
      ],
      [[1, 'completed']],
    ]);
  });
});

describe('a running execution', () => {
  it('is cancelled, and its stream ends with that', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ steps }) => steps[0]?.status === 'running');
    expect((await give(id, 'cancel')).status).toBe(202);
    const { steps } = await ended(id, 'cancelled');
    expect(steps[0]?.status).toBe('cancelled');
    expect(namesOf(await platform.events(id)).at(-1)).toBe('execution_cancelled');
  });
  it('is paused and goes on', async () => {
    const type = await platform.publishSteps('pausing', [
      step(1, 'demo.sleep', { seconds: 0.5 }),
      step(2, 'demo.echo', { n: '$step1.value' }),
    ]);
    const id = await platform.start(type);
    await give(id, 'pause');
    await platform.until(id, ({ status, steps }) => status === 'paused' && steps[0]?.status === 'completed');
    expect((await platform.read(id)).steps[1]?.status).toBe('pending');
    expect((await give(id, 'resume')).body).toMatchObject({ status: 'running' });
    await ended(id, 'completed');
  });
});

describe('an execution that waits for approval', () => {
  const waiting = async () => {
    const { execution_id, status } = await platform.run(risky);
    expect(status).toBe('awaiting_approval');
    return execution_id;
  };
  it.each([
    ['approve', 'completed', 'approved'],
    ['reject', 'rejected', 'rejected'],
  ])('%s ends it as %s', async (command, status, decision) => {
    const id = await waiting();
    expect((await give(id, command, { notes: 'seen' })).status).toBe(202);
    const { approval } = (await ended(id, status as Execution['status'])) as Execution;
    expect(approval).toMatchObject({ status: decision, notes: 'seen' });
  });
  it('gets more time', async () => {
    const id = await waiting();
    const before = (await platform.read(id)).approval?.expires_at ?? '';
    expect((await give(id, 'extend-approval', { seconds: 3600 })).status).toBe(202);
    const after = (await platform.read(id)).approval?.expires_at ?? '';
    expect(Date.parse(after) - Date.parse(before)).toBe(3_600_000);
    await give(id, 'approve');
  });
});

describe('a command is refused', () => {
  it.each([
    ['pause', {}, 409, 'completed'],
    ['cancel', {}, 409, 'completed'],
    ['steps/1/retry', {}, 409, 'completed'],
    ['steps/0/retry', {}, 400, 'step'],
    ['steps/1/complete', {}, 422, 'output'],
    ['reject', {}, 422, 'notes'],
    ['extend-approval', { seconds: 0 }, 422, 'seconds'],
    ['approve', [], 400, 'object'],
  ])('%s %j with %d', async (path, body, status, word) => {
    const type = await platform.publishSteps('done', [step(1, 'demo.echo', {})]);
    const { execution_id: id } = await platform.run(type);
    const answer = await platform.post<ProblemBody>(`/executions/${id}/${path}`, body);
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect(answer.text).toContain(word);
  });
  it('with the state, while the execution is open', async () => {
    const id = await platform.start(slow);
    const { status, body } = await give<ProblemBody>(id, 'resume');
    expect([status, body.detail]).toEqual([409, 'An execution that is running cannot be resumed']);
    await give(id, 'cancel');
  });
  it('with 404 on an execution that nobody knows', async () => {
    expect((await give('nobody', 'cancel')).status).toBe(404);
  });
});
