import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { COMMAND, COMMAND_REFUSED, QUERY_RETRIES } from '../../src/contracts/run.js';
import { failure, output, transient } from '../../simulation/host/behaviour.js';
import { endOf } from './case.js';
import { CASES } from './cases.js';
import { step, type StepSketch } from './plans.js';
import { RealTemporal } from './real-temporal.js';
import type { RunningExecution } from './running-execution.js';

let temporal: RealTemporal;
/** Begins first and is looked at last: a silent worker is noticed after 8 s. */
let silentLoss: Promise<RunningExecution>;

const fast: StepSketch = { function_to_call: 'test.fast' };
const lossy: StepSketch = { function_to_call: 'lost.run' };
const retried = (more: JsonObject = {}) => ({
  error_handling: { retry_count: 2, base_delay_seconds: 0.1, exponential_base: 2, jitter: false, ...more },
});
const CLOSE = { execution: { on_failure: 'close' } };
const actor = 'ann';
const names = (events: ExecutionEvent[]) => events.map(({ event }) => event);

beforeAll(async () => {
  temporal = await RealTemporal.start();
  silentLoss = temporal.execute({ steps: [step(1, [], lossy)] }, 'silent');
}, 120_000);
afterAll(() => temporal.stop(), 60_000);

describe('a Plan on Temporal', () => {
  it.concurrent.each(CASES.map((one) => [one.rule, one] as const))('%s', async (_rule, one) => {
    const { expected, commands = [] } = one;
    const execution = await temporal.execute(one);
    await execution.giveAll(commands);
    const { state, events } = await execution.ended();
    expect(state.steps.map(endOf)).toEqual(expected.steps);
    expect(state).toMatchObject(expected.state ?? { status: 'completed' });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    if (one.runs !== undefined) expect((await execution.histories()).length).toBeGreaterThanOrEqual(one.runs);
    if (expected.events) expect(names(events)).toEqual(expected.events);
    if (expected.starts) expect(await execution.starts()).toEqual(expected.starts.map(([step_number]) => step_number));
    for (const [step_number, input] of Object.entries(expected.inputs ?? {}))
      expect(temporal.functions.inputs.get(`${execution.execution_id}/${step_number}`)).toEqual(input);
  });
});

describe('retries', () => {
  it.concurrent('are one activity with as many attempts, and wait as long as the worker says', async () => {
    const behaviours = { 1: { attempts: [transient(), transient(), output({ ok: true })] } };
    const execution = await temporal.execute({ steps: [step(1, [], retried())], behaviours });
    const { state } = await execution.ended();
    expect(state.steps[0]).toMatchObject({ status: 'completed', attempts: 3, output: { ok: true }, error: null });
    expect(state.steps[0]?.retries.map(({ delay_seconds }) => delay_seconds)).toEqual([0.2, 0.4]);
    expect(await execution.activities()).toEqual(['step-1']);
    expect(state.total_time_ms).toBeGreaterThan(900);
  });
  it.concurrent('end with the last failure when they are used up', async () => {
    const steps = [step(1, [], retried({ retry_count: 1 }))];
    const { state } = await (
      await temporal.execute({ steps, behaviours: { 1: transient() }, document: CLOSE })
    ).ended();
    expect(state.steps[0]).toMatchObject({
      attempts: 2,
      retries: [{ attempt: 1 }],
      error: { type: 'connection', attempt: 2, transient: true },
    });
  });
  it.concurrent('of a permanent failure are not made', async () => {
    const execution = await temporal.execute({
      steps: [step(1, [], retried())],
      behaviours: { 1: failure() },
      document: CLOSE,
    });
    expect((await execution.ended()).state.steps[0]).toMatchObject({
      attempts: 1,
      retries: [],
      error: { type: 'broken' },
    });
  });
  it.concurrent.each([
    ['an attempt', output({}, 20_000), 1, 1],
    ['a wait', transient(), 2, 2],
  ])('and %s end with total_timeout_seconds', async (_what, behaviour, attempts, total_timeout_seconds) => {
    const settings = {
      ...retried({ retry_count: 9, exponential_base: 4 }),
      timeout_seconds: 1,
      total_timeout_seconds,
    };
    const execution = await temporal.execute({
      steps: [step(1, [], settings)],
      behaviours: { 1: behaviour },
      document: CLOSE,
    });
    const { state, events } = await execution.ended();
    expect(state.steps[0]).toMatchObject({ status: 'failed', attempts, error: { type: 'timeout', attempt: attempts } });
    expect(names(events)).toContain('step_timeout');
    expect(state.total_time_ms).toBeLessThan(4000);
  });
  it.concurrent('and the wait for a worker end with total_timeout_seconds too', async () => {
    const steps = [step(1, [], { function_to_call: 'nobody.run', timeout_seconds: 1, total_timeout_seconds: 1 })];
    const { state } = await (await temporal.execute({ steps, document: CLOSE })).ended();
    expect(state.steps[0]).toMatchObject({ status: 'failed', error: { type: 'timeout' } });
    expect(state.steps[0]?.error?.message).toBe('Not done within 1 s over all attempts and waits');
  });
});

describe('a running attempt', () => {
  it.concurrent('is on the log while it runs, and so are its progress and its failure', async () => {
    const steps = [step(1, [], { ...retried(), input_mapping: { report: 40 } })];
    const behaviours = { 1: { attempts: [transient('connection', 1000), output({}, 1000)] } };
    const execution = await temporal.execute({ steps, behaviours });
    expect(names(await execution.logged('step_progress'))).toEqual([
      'execution_started',
      'step_started',
      'step_progress',
    ]);
    expect((await execution.logged('step_retrying')).at(-1)).toMatchObject({
      attempt: 1,
      error_type: 'connection',
      delay_seconds: 0.2,
    });
    expect(await execution.handle.query(QUERY_RETRIES, 1)).toMatchObject([{ attempt: 1 }]);
    expect(await execution.state()).toMatchObject({ status: 'running', completed_at: null });
    const { events } = await execution.ended();
    expect(names(events).filter((name) => name === 'step_started')).toHaveLength(2);
  });
  it.concurrent('that times out with many others is aborted in time', async () => {
    const numbers = Array.from({ length: 60 }, (_, n) => n + 1);
    const steps = numbers.map((n) => step(n, [], { timeout_seconds: 1 }));
    const behaviours = Object.fromEntries(numbers.map((n) => [n, output({}, 20_000)]));
    const { state } = await (await temporal.execute({ steps, behaviours, document: CLOSE })).ended();
    expect(state.steps.map(endOf)).toEqual(numbers.map(() => 'failed: timeout'));
    const took = state.steps.map((one) => Date.parse(one.completed_at ?? '') - Date.parse(one.started_at ?? ''));
    expect(Math.max(...took)).toBeLessThan(2500);
  });
  it('gets the cancellation through its signal within about a second', async () => {
    const execution = await temporal.execute({ steps: [step(1)], behaviours: { 1: output({}, 20_000) } });
    await execution.logged('step_started');
    const asked = Date.now();
    await execution.giveWhenPossible({ kind: 'cancel', actor });
    expect(await execution.result()).toEqual({ status: 'cancelled' });
    while (!temporal.functions.aborts.has(`${execution.execution_id}/1`) && Date.now() < asked + 5000) await delay(20);
    expect(temporal.functions.aborts.get(`${execution.execution_id}/1`)).toBeLessThan(asked + 2000);
  });
});

describe('a fast function', () => {
  it.concurrent('runs without a remote activity', async () => {
    const execution = await temporal.execute({
      steps: [step(1, [], fast), step(2, [1], fast)],
      behaviours: { 1: output({ a: 1 }, 1) },
    });
    const { state } = await execution.ended();
    expect(state.steps.map(({ output: value, attempts }) => [value, attempts])).toEqual([
      [{ a: 1 }, 1],
      [{}, 1],
    ]);
    expect(await execution.activities()).toEqual([]);
  });
  it.concurrent('is retried remotely, with the first attempt counted', async () => {
    const behaviours = { 1: { attempts: [transient('connection', 1), transient('connection', 1), output({}, 1)] } };
    const execution = await temporal.execute({ steps: [step(1, [], { ...fast, ...retried() })], behaviours });
    const { state, events } = await execution.ended();
    expect(state.steps[0]).toMatchObject({
      attempts: 3,
      retries: [
        { attempt: 1, delay_seconds: 0.2 },
        { attempt: 2, delay_seconds: 0.4 },
      ],
    });
    expect(names(events).filter((name) => name === 'step_started')).toHaveLength(3);
    expect(await execution.activities()).toEqual(['step-1']);
  });
  it.concurrent('uses up retries and total_timeout_seconds across both', async () => {
    const steps = [
      step(1, [], { ...fast, ...retried({ retry_count: 1 }) }),
      step(2, [], { ...fast, ...retried(), timeout_seconds: 1, total_timeout_seconds: 1 }),
    ];
    const behaviours = {
      1: transient('connection', 1),
      2: { attempts: [transient('connection', 1), output({}, 20_000)] },
    };
    const { state } = await (await temporal.execute({ steps, behaviours, document: CLOSE })).ended();
    expect(state.steps.map(endOf)).toEqual(['failed: connection', 'failed: timeout']);
    expect(state.steps.map(({ attempts }) => attempts)).toEqual([2, 2]);
    expect(state.total_time_ms).toBeLessThan(3000);
  });
  it.concurrent('that fails for good is not tried again, and a retry by hand goes on remotely', async () => {
    const behaviours = { 1: { attempts: [failure('broken', 1), output({}, 1)] } };
    const execution = await temporal.execute({ steps: [step(1, [], fast)], behaviours });
    await execution.giveWhenPossible({ kind: 'retry', step_number: 1, actor });
    const { state } = await execution.ended();
    expect(state.steps[0]).toMatchObject({
      status: 'completed',
      attempts: 2,
      retries: [{ attempt: 1, delay_seconds: 0 }],
    });
    expect(await execution.activities()).toEqual(['step-1']);
  });
});

describe('a lost worker', () => {
  it.concurrent('uses up no retry', async () => {
    const execution = await temporal.execute({ steps: [step(1, [], lossy)] }, 2);
    const { state } = await execution.ended();
    expect(state.steps[0]).toMatchObject({ status: 'completed', attempts: 3 });
    expect(state.steps[0]?.retries.map(({ attempt, error_type }) => [attempt, error_type])).toEqual([
      [1, 'worker_lost'],
      [2, 'worker_lost'],
    ]);
  });
  it.concurrent('leaves the retries that failures have not used up', async () => {
    const steps = [step(1, [], { ...lossy, ...retried({ retry_count: 1 }) })];
    const { state } = await (
      await temporal.execute({ steps, behaviours: { 1: transient() }, document: CLOSE }, 2)
    ).ended();
    expect(state.steps[0]?.retries.map(({ error_type }) => error_type)).toEqual([
      'worker_lost',
      'worker_lost',
      'connection',
    ]);
    expect(state.steps[0]).toMatchObject({ status: 'failed', attempts: 4, error: { type: 'connection', attempt: 4 } });
  });
  it.concurrent('fails the step after five losses', async () => {
    const { state } = await (await temporal.execute({ steps: [step(1, [], lossy)], document: CLOSE }, 9)).ended();
    expect(state.steps.map(endOf)).toEqual(['failed: worker_lost']);
  });
  it.concurrent('that shuts down gives its attempts back', async () => {
    const leave = await temporal.startToolWorker('leaving');
    const behaviours = { 1: { attempts: [output({}, 20_000), output()] } };
    const execution = await temporal.execute({ steps: [step(1, [], { function_to_call: 'leaving.run' })], behaviours });
    await execution.logged('step_started');
    await leave();
    await temporal.startToolWorker('leaving');
    const { state } = await execution.ended();
    expect(state.steps[0]).toMatchObject({
      status: 'completed',
      attempts: 2,
      retries: [{ error_type: 'worker_lost' }],
    });
  });
});

describe('commands', () => {
  it.concurrent('are refused by the validator, with the reason', async () => {
    const execution = await temporal.execute({ steps: [step(1)], behaviours: { 1: output({}, 1000) } });
    await execution.logged('execution_started');
    const refused = await execution.give({ kind: 'resume', actor }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApplicationFailure);
    expect(refused).toMatchObject({ type: COMMAND_REFUSED, message: 'An execution that is running cannot be resumed' });
    expect(await execution.result()).toEqual({ status: 'completed' });
  });
  it.concurrent('come as plain signals too, and one that is refused does nothing', async () => {
    const execution = await temporal.execute({ steps: [step(1)], behaviours: { 1: output({}, 20_000) } });
    await execution.logged('step_started');
    const signal = (command: OriginatedCommand) => execution.handle.signal(COMMAND, command);
    await signal({ kind: 'resume', actor });
    await signal({ kind: 'pause', actor });
    await execution.logged('execution_paused');
    await signal({ kind: 'cancel', actor });
    const { events } = await execution.ended();
    expect(names(events)).toEqual(['execution_started', 'step_started', 'execution_paused', 'execution_cancelled']);
  });
  it.concurrent("include Temporal's own cancellation, after which the record is still stored", async () => {
    const execution = await temporal.execute({ steps: [step(1)], behaviours: { 1: output({}, 20_000) } });
    await execution.logged('step_started');
    await execution.handle.cancel();
    expect(await execution.result()).toEqual({ status: 'cancelled' });
    const saved = temporal.saved.filter(({ request }) => request.execution_id === execution.execution_id);
    expect(saved.map(({ state }) => state.status)).toEqual(['cancelled']);
  });
});

describe('an execution', () => {
  it.concurrent('answers queries after its end, and has published what they answer', async () => {
    const execution = await temporal.execute({ steps: [step(1)] });
    const { state, events } = await execution.ended();
    const published = temporal.published.filter(({ execution_id }) => execution_id === execution.execution_id);
    expect(published).toEqual(events);
    expect(temporal.saved.find(({ request }) => request.execution_id === execution.execution_id)).toMatchObject({
      state,
      events,
    });
  });
  it.concurrent('has its output checked by the output_schema', async () => {
    const document = {
      output_schema: { type: 'object', properties: { out_1: { type: 'object', required: ['total'] } } },
    };
    const { state } = await (await temporal.execute({ steps: [step(1)], document })).ended();
    expect(state).toMatchObject({ status: 'failed', error: { type: 'output_invalid', findings: [{}] } });
  });
  it.concurrent('hands over values that are too large for the history', async () => {
    const text = 'x'.repeat(100_000);
    const execution = await temporal.execute({ steps: [step(1), step(2, [1])], behaviours: { 1: output({ text }) } });
    await execution.result();
    expect(temporal.functions.inputs.get(`${execution.execution_id}/2`)).toEqual({ from_1: { text } });
    const { events = [] } = await execution.handle.fetchHistory();
    expect(JSON.stringify(events).length).toBeLessThan(text.length);
  });
  it.concurrent.each([
    ['remote', {}],
    ['fast', fast],
  ])('sends more than a message can hold in several: %s steps', async (_kind, more) => {
    const text = 'x'.repeat(30_000);
    const wide = Array.from({ length: 300 }, (_, n) =>
      step(n + 1, [], { ...more, input_mapping: { text: '$input.text' } }),
    );
    const behaviours = Object.fromEntries(wide.map((_, n) => [n + 1, output({ text }, 1)]));
    const document = { execution: { max_parallelism: 1_000 } };
    const request = { input_data: { text } };
    const { state } = await (await temporal.execute({ steps: wide, behaviours, document, request })).ended();
    expect(state.steps.every(({ status, attempts }) => status === 'completed' && attempts === 1)).toBe(true);
  });
  it.concurrent('goes on when a worker falls silent: the step is dispatched again', async () => {
    const { state } = await (await silentLoss).ended();
    expect(state.steps[0]).toMatchObject({
      status: 'completed',
      attempts: 2,
      retries: [{ attempt: 1, error_type: 'worker_lost' }],
    });
  });
});
