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

function hostOf(settings: JsonObject = {}, known: AttemptRecord[] = []) {
  const reports: AttemptReport[] = [];
  const [planned] = planOf([step(1, [], settings)]).steps;
  if (!planned) throw new Error('The Plan has no step');
  const host: StepActivityHost = {
    step: () => Promise.resolve(planned),
    validate: () => [],
    validateOutput: () => [],
    report: (_execution_id, report) => Promise.resolve(void reports.push(report)),
    failedAttempts: () => Promise.resolve(known),
    log: () => log,
  };
  return { host, reports };
}
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
});

describe('reports', () => {
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
