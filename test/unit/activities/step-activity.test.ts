import { setTimeout as pause } from 'node:timers/promises';
import { ActivityCancellationDetails, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { DefaultLogger } from '@temporalio/worker';
import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from '@jest/globals';
import { defineFunction } from '../../../activities/define-function.js';
import { stepActivity, type StepActivityHost } from '../../../activities/step-activity.js';
import type { AttemptReport } from '../../../src/contracts/attempt.js';
import type { AttemptRecord } from '../../../src/contracts/execution.js';
import type { FunctionContext, FunctionDefinition } from '../../../src/contracts/function.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { planOf, step } from '../../workflow/plans.js';
import { withWallClock } from './wall-clock.js';

const assignment = { execution_id: 'e1', step_number: 1, plan_hash: 'hash', earlier_attempts: 0, used_retries: 0 };
const none = () => undefined;
const environmentOf = (info: ConstructorParameters<typeof MockActivityEnvironment>[0] = {}) =>
  new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });
const log = { debug: none, info: none, warn: none, error: none };
type Run = (input: JsonObject, context: FunctionContext) => Json | Promise<Json>;
const does = (run: Run): FunctionDefinition =>
  defineFunction({ name: 'test.run', description: 'Does what the test says', input: {}, output: {}, run });
const untilAborted: Run = (_input, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
const lostBefore = (attempt: number): AttemptRecord => ({
  attempt,
  error_type: 'worker_lost',
  message: '',
  delay_seconds: 0,
  timestamp: '',
});

/** Knows these failed attempts, and answers that the time limits were extended by so many seconds. */
function hostOf(settings: JsonObject = {}, known: AttemptRecord[] = [], extended_seconds = 0) {
  const reports: AttemptReport[] = [];
  const asked: unknown[][] = [];
  const [planned] = planOf([step(1, [], settings)]).steps;
  if (!planned) throw new Error('The Plan has no step');
  const host: StepActivityHost = {
    step: () => Promise.resolve(planned),
    validate: () => [],
    validateOutput: () => [],
    report: (_execution_id, report) => Promise.resolve(void reports.push(report)),
    failedAttempts: (...question) => {
      asked.push(['failed attempts', ...question]);
      return Promise.resolve(known);
    },
    extension: (...question) => {
      asked.push(['extension', ...question]);
      return Promise.resolve(extended_seconds);
    },
    log: (...place) => {
      asked.push(['log', ...place]);
      return log;
    },
  };
  const questions = (about: string) => asked.filter(([what]) => what === about).map(([, ...question]) => question);
  return { host, reports, questions };
}
const takes = (ms: number) => does((_input, { signal }) => pause(ms, { ok: true }, { signal }));
/** How the activity ends when it is cancelled: by a person, or by a worker that shuts down. */
async function cancelled(workerShutdown: boolean, isLocal: boolean): Promise<unknown> {
  const { host } = hostOf();
  const environment = environmentOf({ isLocal });
  const work = () => stepActivity(does(untilAborted), host)({}, assignment);
  setTimeout(
    () =>
      environment.cancel(
        workerShutdown ? 'WORKER_SHUTDOWN' : 'CANCELLED',
        new ActivityCancellationDetails({ workerShutdown, cancelRequested: !workerShutdown }),
      ),
    20,
  );
  return environment.run(work).catch((error: unknown) => error);
}

describe('an attempt that is cancelled', () => {
  it.each([false, true])('ends the step when a person cancelled it (local: %s)', async (isLocal) => {
    expect(await cancelled(false, isLocal)).toBeInstanceOf(CancelledFailure);
  });
  it('is given back when the worker shuts down', async () => {
    expect(await cancelled(true, false)).toBeInstanceOf(ApplicationFailure);
    expect(await cancelled(true, false)).toMatchObject({ type: 'worker_lost', nonRetryable: false });
    expect(await cancelled(true, true)).toMatchObject({ kind: 'failed', type: 'worker_lost', delay_seconds: 0 });
  });
});

describe('lost dispatches', () => {
  const dispatch = (attempt: number) => environmentOf({ attempt });
  const connectionLost = does(() =>
    Promise.reject(Object.assign(new Error('no'), { type: 'connection', transient: true })),
  );
  it('are reported by the next one, unless they are known', async () => {
    const { host, reports } = hostOf({}, [lostBefore(1)]);
    const result = await dispatch(3).run(() =>
      stepActivity(
        does(() => ({ ok: true })),
        host,
      )({}, assignment),
    );
    expect(result).toMatchObject({ output: { ok: true }, attempt: 3 });
    expect(reports).toMatchObject([{ kind: 'failed', failure: { type: 'worker_lost', attempt: 2 } }]);
  });
  it.each([
    ['use up no retry', { retry_count: 1 }, 3, 0, false],
    ['add up with the failures before a retry by hand', { retry_count: 1 }, 3, 1, true],
  ])('%s', async (_rule, error_handling, attempt, used_retries, nonRetryable) => {
    const { host } = hostOf({ error_handling }, [lostBefore(1), lostBefore(2)]);
    const work = () => stepActivity(connectionLost, host)({}, { ...assignment, used_retries });
    await expect(dispatch(attempt).run(work)).rejects.toMatchObject({ type: 'connection', nonRetryable });
  });
  it('fail the step after the fifth, without another attempt', async () => {
    const { host } = hostOf();
    let calls = 0;
    const work = () =>
      stepActivity(
        does(() => (calls += 1)),
        host,
      )({}, assignment);
    await expect(dispatch(6).run(work)).rejects.toMatchObject({ type: 'worker_lost', nonRetryable: true });
    expect(calls).toBe(0);
  });
});

describe('total_timeout_seconds', () => {
  const settings = {
    timeout_seconds: 1,
    total_timeout_seconds: 1,
    error_handling: { retry_count: 5, base_delay_seconds: 10 },
  };
  it('makes a timeout of a failure whose retry would come too late', async () => {
    const { host, reports } = hostOf(settings);
    const failing = does(() => Promise.reject(Object.assign(new Error('no route'), { transient: true })));
    const result = await environmentOf({ isLocal: true }).run(() => stepActivity(failing, host)({}, assignment));
    expect(result).toMatchObject({
      type: 'timeout',
      message: 'Not done within 1 s over all attempts and waits: no route',
      delay_seconds: null,
    });
    expect(reports).toEqual([]);
  });
  it('is counted in times of the server, whatever this machine takes the time to be', async () => {
    const { host } = hostOf(settings);
    const info = { attempt: 2, scheduledTimestampMs: 5_000, currentAttemptScheduledTimestampMs: 5_950 };
    const work = () => stepActivity(takes(600), host)({}, assignment);
    await expect(environmentOf(info).run(work)).rejects.toMatchObject({ type: 'timeout', nonRetryable: true });
  });
  it('has less left after a local first attempt', async () => {
    const { host } = hostOf(settings);
    const work = () => stepActivity(takes(600), host)({}, { ...assignment, spent_ms: 950 });
    await expect(environmentOf().run(work)).rejects.toMatchObject({ type: 'timeout', nonRetryable: true });
  });
  it('is the limit of the worker alone where Temporal has none', async () => {
    const { host } = hostOf(settings);
    const work = () => stepActivity(takes(20), host)({}, assignment);
    expect(await environmentOf({ scheduleToCloseTimeoutMs: 0 }).run(work)).toMatchObject({ output: { ok: true } });
  });
  it('leaves room for a retry when it was extended', async () => {
    const { host, reports, questions } = hostOf(settings, [], 60);
    const failing = does(() => Promise.reject(Object.assign(new Error('no route'), { transient: true })));
    const work = () => stepActivity(failing, host)({}, assignment);
    await expect(environmentOf().run(work)).rejects.toMatchObject({ type: 'error', nonRetryable: false });
    expect(questions('extension')).toHaveLength(1);
    expect(reports).toMatchObject([{ kind: 'failed', failure: { message: 'no route' } }]);
  });
  it('is named with its extension when it is used up all the same', async () => {
    const { host } = hostOf(settings, [], 2);
    const failing = does(() => Promise.reject(Object.assign(new Error('no route'), { transient: true })));
    const work = () => stepActivity(failing, host)({}, assignment);
    const message = 'Not done within 3 s over all attempts and waits: no route';
    await expect(environmentOf().run(work)).rejects.toMatchObject({ type: 'timeout', message, nonRetryable: true });
  });
});

describe('an extended time limit', () => {
  const settings = { timeout_seconds: 0.1, error_handling: { retry_count: 0 } };
  it.each([
    ['of an attempt', {}],
    ['over all attempts', { timeout_seconds: 0.2, total_timeout_seconds: 0.2 }],
  ])('%s lets the attempt go on', async (_name, limits) => {
    const { host, questions } = hostOf({ ...settings, ...limits }, [], 5);
    const work = () => stepActivity(takes(400), host)({}, assignment);
    expect(await environmentOf().run(work)).toMatchObject({ output: { ok: true } });
    expect(questions('extension')).toEqual([['e1', 1]]);
  });
  it('is asked for again when it has passed', async () => {
    const { host, questions } = hostOf(settings, [], 0.1);
    const work = () => stepActivity(takes(2_000), host)({}, assignment);
    await expect(environmentOf().run(work)).rejects.toMatchObject({ message: 'Timed out after 0.2 s' });
    expect(questions('extension')).toHaveLength(2);
  });
  it('is never asked for from a local activity, whose workflow waits for it', async () => {
    const { host, questions } = hostOf({ ...settings, total_timeout_seconds: 0.2 }, [], 5);
    const result = await environmentOf({ isLocal: true }).run(() => stepActivity(takes(2_000), host)({}, assignment));
    expect(result).toMatchObject({ kind: 'failed', type: 'timeout' });
    expect(questions('extension')).toEqual([]);
  });
});

describe('an item of a step with foreach', () => {
  const item = { ...assignment, item: 3 };
  const keyOf = does((_input, { idempotencyKey }) => idempotencyKey);
  it.each([
    ['e1/1', assignment],
    ['e1/1/0', { ...assignment, item: 0 }],
    ['e1/1/3', item],
  ])('has an idempotency key of its own: %s', async (output, one) => {
    const { host } = hostOf();
    expect(await environmentOf().run(() => stepActivity(keyOf, host)({}, one))).toMatchObject({ output });
  });
  it('is named in every report, and in the log of the function', async () => {
    const { host, reports, questions } = hostOf({ error_handling: { retry_count: 1 } }, [
      { ...lostBefore(1), item: 3 },
    ]);
    const failing = does(async (_input, { progress }) => {
      await progress({ progress_percent: 10 });
      throw Object.assign(new Error('no'), { transient: true });
    });
    const work = () => stepActivity(failing, host)({}, item);
    await expect(environmentOf({ attempt: 3 }).run(work)).rejects.toMatchObject({ nonRetryable: false });
    expect(reports).toMatchObject([
      { kind: 'failed', step_number: 1, item: 3, failure: { type: 'worker_lost', attempt: 2 } },
      { kind: 'started', step_number: 1, item: 3 },
      { kind: 'progress', step_number: 1, item: 3 },
      { kind: 'failed', step_number: 1, item: 3, failure: { type: 'error', attempt: 3 } },
    ]);
    expect(questions('log')).toEqual([['e1', 1, 3]]);
  });
  it('asks for its own failed attempts only, and for the extension of its step', async () => {
    const { host, questions } = hostOf({ timeout_seconds: 0.1, error_handling: { retry_count: 0 } });
    const work = () => stepActivity(takes(2_000), host)({}, item);
    await expect(environmentOf({ attempt: 2 }).run(work)).rejects.toMatchObject({ type: 'timeout' });
    expect(questions('failed attempts')).toEqual([['e1', 1, 3]]);
    expect(questions('extension')).toEqual([['e1', 1]]);
  });
  it('is left out of the reports of other steps', async () => {
    const { host, reports } = hostOf();
    await environmentOf({ attempt: 2 }).run(() => stepActivity(keyOf, host)({}, assignment));
    expect(reports.map((report) => 'item' in report)).toEqual([false]);
  });
});

describe('reports', () => {
  it('carry times that never lie before the start, also when the wall clock jumps back', () =>
    withWallClock('2026-03-01T12:00:00.000Z', async (setTo) => {
      const { host, reports } = hostOf();
      const running = does(async (_input, { progress }) => {
        setTo('2026-03-01T11:00:00.000Z');
        await progress({ progress_percent: 10 });
        return {};
      });
      await environmentOf().run(() => stepActivity(running, host)({}, assignment));
      const times = reports.map((report) => ('at' in report ? report.at : ''));
      expect(times.map((time) => time.slice(0, 16))).toEqual(['2026-03-01T12:00', '2026-03-01T12:00']);
    }));
  it('tell that an attempt began before they tell how far it is', async () => {
    const { host, reports } = hostOf();
    const running = does(async (_input, { progress }) => {
      await progress({ progress_percent: 10 });
      return {};
    });
    await environmentOf().run(() => stepActivity(running, host)({}, assignment));
    expect(reports.map(({ kind }) => kind)).toEqual(['started', 'progress']);
  });
  it('that do not arrive fail nothing', async () => {
    const { host } = hostOf();
    const deaf = { ...host, report: () => Promise.reject(new Error('unreachable')) };
    const slow = does(() => new Promise((resolve) => setTimeout(() => resolve({ ok: true }), 150)));
    const work = () => stepActivity(slow, deaf)({}, assignment);
    expect(await environmentOf().run(work)).toMatchObject({ output: { ok: true } });
  });
});
