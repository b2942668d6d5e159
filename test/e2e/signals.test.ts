/** Steps that wait for somebody outside: POST …/signals/{name}; and steps that are given more time. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../src/contracts/execution.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let review: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  review = await platform.publishSteps('review', [
    step(1, 'flow.signal', {
      name: 'reviewed',
      payload_schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
    }),
    step(2, 'demo.echo', { ok: '$step1.ok' }),
  ]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const send = <T>(id: string, name: string, body: Record<string, unknown> | string, headers = {}) =>
  platform.post<T>(`/executions/${id}/signals/${name}`, body, headers);
const ended = (id: string, status: Execution['status'] = 'completed') =>
  platform.until(id, (one) => one.status === status);
const running = (id: string, step_number = 1) =>
  platform.until(id, ({ steps }) => steps[step_number - 1]?.status === 'running');

describe('a signal', () => {
  it.each([
    ['in its payload', { payload: { ok: true } }],
    ['as the body itself', { ok: true }],
  ])('brings its value %s to the step that waits for it', async (_, body) => {
    const id = await platform.start(review);
    await running(id);
    const answer = await send(id, 'reviewed', body);
    expect([answer.status, answer.body]).toEqual([202, { execution_id: id, status: 'running' }]);
    expect((await ended(id)).output_data).toEqual({ out_1: { ok: true }, out_2: { ok: true } });
  });
  it('may come before its step waits for it', async () => {
    const type = await platform.publishSteps('early', [
      step(1, 'demo.sleep', { seconds: 0.5 }),
      step(2, 'flow.signal', { name: 'go' }, { depends_on: [1] }),
    ]);
    const id = await platform.start(type);
    expect((await send(id, 'go', '"now"')).status).toBe(202);
    expect((await ended(id)).output_data).toMatchObject({ out_2: 'now' });
  });
  it('is taken once; the next step of the name gets the next one', async () => {
    const type = await platform.publishSteps('two', [
      step(1, 'flow.signal', { name: 'go' }),
      step(2, 'flow.signal', { name: 'go' }, { depends_on: [1] }),
    ]);
    const id = await platform.start(type);
    for (const n of [1, 2]) await send(id, 'go', { payload: n });
    expect((await ended(id)).output_data).toEqual({ out_1: 1, out_2: 2 });
  });
  it('reaches a step whose name is known only when it runs', async () => {
    const type = await platform.publishSteps('named', [step(1, 'flow.signal', { name: '$input.name' })]);
    const id = await platform.start(type, { name: 'later' });
    await running(id);
    await send(id, 'later', { payload: [1] });
    expect((await ended(id)).output_data).toEqual({ out_1: [1] });
  });
  it('is audited with its name and payload', async () => {
    const id = await platform.start(review);
    await send(id, 'reviewed', { ok: false });
    await ended(id);
    const { body } = await platform.get<{ items: Record<string, unknown>[] }>(
      `/audit?execution_id=${id}&action=command_signal`,
    );
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ details: { name: 'reviewed', payload: { ok: false } } });
  });
  it('under an Idempotency-Key counts once, however often it is sent', async () => {
    const type = await platform.publishSteps('keyed', [
      step(1, 'flow.signal', { name: 'go' }),
      step(2, 'flow.signal', { name: 'go' }, { depends_on: [1] }),
    ]);
    const id = await platform.start(type);
    const key = { 'idempotency-key': randomUUID() };
    for (let times = 0; times < 3; times += 1) {
      expect((await send(id, 'go', { payload: 1 }, key)).status).toBe(202);
    }
    const { steps } = await running(id, 2);
    expect(steps[0]?.output).toBe(1);
    await send(id, 'go', { payload: 2 });
    expect((await ended(id)).output_data).toEqual({ out_1: 1, out_2: 2 });
    const repeated = await send(id, 'go', { payload: 1 }, key);
    expect([repeated.status, repeated.body]).toEqual([202, { execution_id: id, status: 'running' }]);
  });
});

describe('a signal is refused', () => {
  it('with findings, when its payload does not fit, and the step goes on waiting', async () => {
    const id = await platform.start(review);
    await running(id);
    const { status, body } = await send<ProblemBody>(id, 'reviewed', { payload: { ok: 'yes' } });
    expect([status, body.code]).toEqual([422, 'payload_invalid']);
    expect(body.findings).toMatchObject([{ path: '/ok', message: 'ok: Expected boolean, got string' }]);
    expect((await platform.read(id)).steps[0]?.status).toBe('running');
    await platform.post(`/executions/${id}/cancel`);
  });
  it('with 404, when no step can have that name', async () => {
    const id = await platform.start(review);
    const { status, body } = await send<ProblemBody>(id, 'nobody-waits', {});
    expect([status, body.code]).toEqual([404, 'unknown_signal']);
    await platform.post(`/executions/${id}/cancel`);
    expect((await send('nobody', 'reviewed', {})).status).toBe(404);
  });
  it('with 409, when every step that could take it has ended, and when the execution has', async () => {
    const type = await platform.publishSteps('over', [
      step(1, 'flow.signal', { name: 'go' }),
      step(2, 'flow.signal', { name: 'stop' }, { depends_on: [1] }),
    ]);
    const id = await platform.start(type);
    await send(id, 'go', {});
    await running(id, 2);
    expect((await send(id, 'go', {})).status).toBe(409);
    await send(id, 'stop', {});
    await ended(id);
    const { status, body } = await send<ProblemBody>(id, 'stop', {});
    expect([status, body.detail]).toEqual([409, expect.stringContaining('completed')]);
  });
});

describe('a running step', () => {
  const extend = <T>(id: string, n: number | string, body: Record<string, unknown>) =>
    platform.post<T>(`/executions/${id}/steps/${n}/extend-timeout`, body);
  it('that is given more time goes on beyond its limit', async () => {
    const type = await platform.publishSteps('extended', [
      step(1, 'demo.sleep', { seconds: 2.5, value: 'done' }, { timeout_seconds: 1.5 }),
    ]);
    const id = await platform.start(type);
    await running(id);
    const answer = await extend(id, 1, { seconds: 30 });
    expect([answer.status, answer.body]).toEqual([202, { execution_id: id, status: 'running' }]);
    const { steps } = await ended(id);
    expect([steps[0]?.attempts, steps[0]?.retries]).toEqual([1, []]);
    const { body } = await platform.get<{ items: Record<string, unknown>[] }>(
      `/audit?execution_id=${id}&action=command_extend_timeout`,
    );
    expect(body.items).toMatchObject([{ step_number: 1, details: { seconds: 30 } }]);
  });
  it('that waits for a signal may wait for longer', async () => {
    const type = await platform.publishSteps('longer', [step(1, 'flow.signal', { name: 'go', timeout_seconds: 1 })]);
    const id = await platform.start(type);
    await running(id);
    await extend(id, 1, { seconds: 60 });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await send(id, 'go', { payload: 1 })).status).toBe(202);
    expect((await ended(id)).output_data).toEqual({ out_1: 1 });
  });
  it.each<[string, Record<string, unknown>, number]>([
    ['no time', { seconds: 0 }, 422],
    ['more than a day', { seconds: 86_401 }, 422],
    ['a text', { seconds: 'long' }, 422],
    ['nothing', {}, 422],
  ])('cannot be given %s', async (_, body, status) => {
    expect((await extend('any', 1, body)).status).toBe(status);
  });
  it('alone can be given more time', async () => {
    const type = await platform.publishSteps('ended', [
      step(1, 'demo.echo', {}),
      step(2, 'demo.sleep', { seconds: 20 }, { depends_on: [1] }),
    ]);
    const id = await platform.start(type);
    await running(id, 2);
    const { status, body } = await extend<ProblemBody>(id, 1, { seconds: 5 });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('completed')]);
    await platform.post(`/executions/${id}/cancel`);
    await ended(id, 'cancelled');
    expect((await extend(id, 2, { seconds: 5 })).status).toBe(409);
  });
});
