/** Temporal answers, and no worker does: what is asked of workflows says so, and shows what is stored. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventPage } from '../../src/contracts/events.js';
import type { Execution } from '../../src/contracts/execution.js';
import type { BulkRetryAnswer } from '../../src/contracts/dead-letter.js';
import { type Answer, type ApiClient, type ProblemBody, step } from './api-client.js';
import { Place } from './platform-process.js';
import { SplitPlatform } from './split-platform.js';

let place: Place;
let split: SplitPlatform;
let api: ApiClient;
let running: string;
let parked: string[];
let pending: string;
const PATIENCE = { error_handling: { retry_count: 0 } };
const command = (id: string, path: string, headers = {}) =>
  split.client.post<ProblemBody>(`/executions/${id}/${path}`, {}, headers);
const isRunning = ({ steps }: Execution) => steps[0]?.status === 'running';
/** The answer, and how long it took, in s. */
async function timed<T>(answer: Promise<Answer<T>>): Promise<[Answer<T>, number]> {
  const began = Date.now();
  return [await answer, (Date.now() - began) / 1000];
}
function expectNamesTheWorker({ status, body, type }: Answer<ProblemBody>): void {
  expect([status, body.code]).toEqual([503, 'worker_unavailable']);
  expect(type).toContain('application/problem+json');
  expect(body.detail).toMatch(/^No worker answers: start one, e\.g\. ROLE=worker npm start/);
}

beforeAll(async () => {
  place = await Place.make();
  split = await SplitPlatform.start(place);
  api = split.client;
  const nap = await api.publishSteps('nap', [step(1, 'demo.sleep', { seconds: 600 })]);
  const fail = await api.publishSteps('fail', [step(1, 'demo.fail', { message: 'no' }, PATIENCE)]);
  running = await api.start(nap);
  parked = (await Promise.all(Array.from({ length: 12 }, () => api.run(fail)))).map(({ execution_id }) => execution_id);
  await api.until(running, isRunning);
  await split.killWorker();
  pending = await api.start(nap);
}, 180_000);
afterAll(() => place.clear(), 60_000);

describe('while no worker answers', () => {
  it('a parked execution is shown as it was stored last, with a warning, and its events with it', async () => {
    const path = `/executions/${parked[0]}`;
    const [[answer, seconds], log, rest] = await Promise.all([
      timed(api.get<Execution>(path)),
      api.get<EventPage>(`${path}/events`),
      api.get<EventPage>(`${path}/events?after=1000`),
    ]);
    expect([answer.status, answer.body.status]).toEqual([200, 'failed']);
    expect(answer.body.steps[0]).toMatchObject({ status: 'failed', error: { message: 'no' } });
    expect(answer.headers.get('warning')).toContain('No worker answers');
    expect(seconds).toBeLessThan(13);
    expect([log.status, log.body.items.at(-1)?.event]).toEqual([200, 'execution_failed']);
    expect(rest.body.items).toEqual([]);
  }, 60_000);
  it('one that has not begun is shown as pending', async () => {
    const [answer, timeline] = await Promise.all([
      api.get<Execution>(`/executions/${pending}`),
      api.get<unknown>(`/executions/${pending}/timeline`),
    ]);
    expect([answer.status, answer.body.status, answer.body.steps.length]).toEqual([200, 'pending', 1]);
    expect(timeline.status).toBe(200);
  }, 60_000);
  it('one that runs, of which nothing is stored, is 503 and names the worker, and stays in the list', async () => {
    const paths = [`/executions/${running}`, `/executions/${running}/events`];
    const answers = await Promise.all(paths.map((path) => api.get<ProblemBody>(path)));
    answers.forEach(expectNamesTheWorker);
    const { items } = (await api.get<{ items: Execution[] }>('/executions')).body;
    expect(items.map(({ execution_id }) => execution_id)).toContain(running);
  }, 60_000);
  it('a bulk retry does not wait for each of them in turn', async () => {
    const retry = api.post<BulkRetryAnswer>('/dead-letters/retry', { execution_ids: parked });
    const [{ body }, seconds] = await timed(retry);
    expect([body.failed, body.retried]).toEqual([parked.length, 0]);
    for (const { reason } of body.items) expect(reason).toContain('No worker answers');
    expect(seconds).toBeLessThan(13);
  }, 60_000);
  it('a command is 503 soon and names the worker; sent again under its key it is applied once', async () => {
    const key = { 'idempotency-key': 'patience' };
    const [refused, seconds] = await timed(command(running, 'pause', key));
    expectNamesTheWorker(refused);
    expect(seconds).toBeLessThan(13);
    expect(refused.body.detail).toContain('applied once');
    await split.startWorker();
    const again = await command(running, 'pause', key);
    expect([again.status, (again.body as unknown as Execution).status]).toEqual([202, 'paused']);
    const { items } = (await api.get<{ items: unknown[] }>(`/audit?execution_id=${running}&action=command_pause`)).body;
    expect(items).toHaveLength(1);
    expect((await api.get<Execution>(`/executions/${parked[0]}`)).headers.get('warning')).toBeNull();
    expect((await command(running, 'resume')).status).toBe(202);
  }, 120_000);
});

describe('while a worker is there and has no time', () => {
  const LONG_MS = 12_000;

  it('it is waited for, by questions and by commands', async () => {
    if (!split.worker.running) await split.startWorker();
    split.worker.signal('SIGSTOP');
    const shown = api.get<Execution>(`/executions/${running}`);
    const paused = command(running, 'pause');
    await delay(LONG_MS);
    split.worker.signal('SIGCONT');
    expect([(await shown).status, (await shown).headers.get('warning')]).toEqual([200, null]);
    expect((await paused).status).toBe(202);
  }, 60_000);
});
