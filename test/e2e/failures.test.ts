/** What failing, late and odd steps do to an execution: record, events and output. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution, StepRecord } from '../../src/contracts/execution.js';
import { expectGapless, named, namesOf } from './event-log.js';
import { step, TestPlatform } from './platform.js';
import { expectEventShapes, expectExecutionShape } from './wire-shapes.js';

const PACK = join(process.cwd(), 'test', 'fixtures', 'packs', 'odd-functions.mjs');
const close = { execution: { on_failure: 'close' } };
/** Waits of 0.121, 0.133, 0.146 s. */
const quickRetries = (retry_count: number, more: Record<string, unknown> = {}) => ({
  error_handling: { retry_count, base_delay_seconds: 0.11, exponential_base: 1.1, jitter: false, ...more },
});
const onError = (on_error: string, more: Record<string, unknown> = {}) => ({ error_handling: { on_error, ...more } });

let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start({ FUNCTION_PACKS: PACK })), 120_000);
afterAll(() => platform.stop(), 60_000);

/** Publishes and runs, and holds record and log to their shapes. */
async function run(steps: unknown[], more: Record<string, unknown> = {}, input: Record<string, unknown> = {}) {
  const execution = await platform.run(await platform.publishSteps('failing', steps, more), input);
  const events = await platform.events(execution.execution_id);
  expectExecutionShape(execution);
  expectGapless(events);
  expectEventShapes(events);
  return { execution, events, steps: execution.steps, first: execution.steps[0] as StepRecord };
}
const statuses = ({ steps }: Execution) => steps.map(({ status }) => status);
const reasons = ({ steps }: Execution) => steps.map(({ skip_reason }) => skip_reason);

describe.each(['demo.flaky', 'odd.flaky', 'odd.flaky_fast'])('a transient failure of %s', (name) => {
  it('is retried after growing waits, which record and events show', async () => {
    const args = { fail_times: 2, message: 'Connection reset' };
    const { execution, events, first } = await run([step(1, name, args, quickRetries(3))]);
    expect(execution.status).toBe('completed');
    expect(first).toMatchObject({ status: 'completed', attempts: 3, error: null });
    expect(first.output).toMatchObject({ attempt: 3 });
    expect(first.retries.map(({ attempt, delay_seconds }) => [attempt, delay_seconds])).toEqual([
      [1, expect.closeTo(0.121, 6)],
      [2, expect.closeTo(0.1331, 6)],
    ]);
    expect(namesOf(events)).toEqual([
      'execution_started',
      'step_started',
      'step_retrying',
      'step_started',
      'step_retrying',
      'step_started',
      'step_completed',
      'progress_update',
      'execution_completed',
    ]);
    expect(named(events, 'step_started').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    const [one, two] = named(events, 'step_retrying').map(({ timestamp }) => Date.parse(timestamp));
    expect(Number(two) - Number(one)).toBeGreaterThanOrEqual(115);
  });
});

describe('retries', () => {
  it('end after retry_count, and the last failure is the error', async () => {
    const steps = [step(1, 'demo.fail', { message: 'Connection reset', error_type: 'line' }, quickRetries(2))];
    const { execution, first, events } = await run(steps, close);
    expect(execution).toMatchObject({ status: 'failed', dead_letter: null, output_data: {} });
    expect(execution.error).toMatchObject({ type: 'line', step_number: 1 });
    expect(first).toMatchObject({ status: 'failed', attempts: 3, output: null, execution_time_ms: null });
    expect(first.error).toEqual({ type: 'line', message: 'Connection reset', transient: true, attempt: 3 });
    expect(first.retries.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(named(events, 'step_failed')).toHaveLength(1);
  });
  it.each(['demo.fail', 'odd.throws', 'odd.throws_fast'])(
    'are not made for a permanent failure of %s',
    async (name) => {
      const args = { message: 'wrong number', what: 'text' };
      const { first } = await run([step(1, name, args, quickRetries(3))], close);
      expect(first).toMatchObject({ status: 'failed', attempts: 1, retries: [] });
      expect(first.error).toMatchObject({ type: 'error', transient: false, attempt: 1 });
    },
  );
  it('are made for every error without retry_on_transient_only', async () => {
    const settings = quickRetries(1, { retry_on_transient_only: false });
    const { first } = await run([step(1, 'demo.fail', { message: 'wrong number' }, settings)], close);
    expect(first).toMatchObject({ attempts: 2, error: { transient: false } });
  });
  it('are never made for arguments that do not fit', async () => {
    const settings = quickRetries(3, { retry_on_transient_only: false });
    const input_schema = { properties: { n: {} } };
    const steps = [step(1, 'demo.sleep', { seconds: '$input.n' }, settings)];
    const { first } = await run(steps, { ...close, input_schema }, { n: 'long' });
    expect(first).toMatchObject({ status: 'failed', attempts: 1, retries: [] });
    expect(first.error).toMatchObject({ type: 'invalid_input', transient: false });
    expect(first.error?.message).toContain('seconds: Expected number, got string');
  });
  it('carry one idempotency key', async () => {
    const { execution, first } = await run([step(1, 'odd.flaky_fast', { fail_times: 1 }, quickRetries(1))]);
    expect(first.output).toEqual({ attempt: 2, idempotencyKey: `${execution.execution_id}/1` });
  });
});

describe('a timeout', () => {
  it.each(['demo.sleep', 'odd.deaf', 'odd.deaf_fast'])('ends each attempt of %s', async (name) => {
    const steps = [step(1, name, { seconds: 3 }, { timeout_seconds: 0.3, ...quickRetries(1) })];
    const { execution, first, events } = await run(steps, close);
    expect(execution.error?.type).toBe('timeout');
    expect(first).toMatchObject({ status: 'failed', attempts: 2 });
    expect(first.error).toEqual({ type: 'timeout', message: 'Timed out after 0.3 s', transient: true, attempt: 2 });
    expect(first.retries).toMatchObject([{ attempt: 1, error_type: 'timeout' }]);
    expect(named(events, 'step_timeout').map(({ attempt, timeout_seconds }) => [attempt, timeout_seconds])).toEqual([
      [1, 0.3],
      [2, 0.3],
    ]);
    expect(execution.total_time_ms).toBeLessThan(3_000);
  });
  it('is not retried with retry_on_timeout false', async () => {
    const settings = { timeout_seconds: 0.2, ...quickRetries(3, { retry_on_timeout: false }) };
    const { first } = await run([step(1, 'demo.sleep', { seconds: 3 }, settings)], close);
    expect(first).toMatchObject({ status: 'failed', attempts: 1 });
  });
  it.each(['fail', 'skip', 'continue'])('takes a fallback_value that is not null, on_error %s', async (on_error) => {
    const settings = { timeout_seconds: 0.2, ...onError(on_error, { fallback_value: { n: 7 } }) };
    const steps = [step(1, 'demo.sleep', { seconds: 3 }, settings), step(2, 'demo.echo', { n: '$step1.n' })];
    const { execution, first } = await run(steps);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_1: { n: 7 }, out_2: { n: 7 } } });
    expect(first).toMatchObject({ status: 'completed', used_fallback: true, error: { type: 'timeout' } });
  });
  it('comes over all attempts and waits with total_timeout_seconds', async () => {
    const settings = { total_timeout_seconds: 0.8, error_handling: { retry_count: 5, base_delay_seconds: 0.4 } };
    const steps = [step(1, 'demo.fail', { message: 'Connection reset' }, settings)];
    const { execution, first } = await run(steps, close);
    expect(execution.status).toBe('failed');
    expect(first.error).toMatchObject({ type: 'timeout' });
    expect(first.attempts).toBeLessThan(4);
    expect(execution.total_time_ms).toBeLessThan(3_000);
  });
  it('of a single attempt is cut by total_timeout_seconds too', async () => {
    const settings = { total_timeout_seconds: 0.5, error_handling: { retry_count: 3 } };
    const { first } = await run([step(1, 'demo.sleep', { seconds: 10 }, settings)], close);
    expect(first).toMatchObject({ status: 'failed', error: { type: 'timeout' } });
  });
  it('of the execution closes it as failed, without parking', async () => {
    const execution = { on_failure: 'park', timeout_seconds: 0.7 };
    const steps = [step(1, 'demo.echo'), step(2, 'demo.sleep', { seconds: 20 }), step(3, 'demo.echo', { n: '$step2' })];
    const outcome = await run(steps, { execution });
    expect(outcome.execution).toMatchObject({ status: 'failed', dead_letter: null, error: { type: 'timeout' } });
    expect(statuses(outcome.execution)).toEqual(['completed', 'cancelled', 'cancelled']);
    expect(outcome.execution.total_time_ms).toBeLessThan(5_000);
    expect(namesOf(outcome.events).at(-1)).toBe('execution_failed');
  });
});

describe('on_error', () => {
  const failing = (more: Record<string, unknown>) => step(1, 'demo.fail', { message: 'no' }, more);

  it('skip goes on without the step and what needs it', async () => {
    const steps = [failing(onError('skip')), step(2, 'demo.echo', { n: '$step1.n' }), step(3, 'demo.echo', { n: 3 })];
    const { execution, events, first } = await run(steps);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_3: { n: 3 } } });
    expect(statuses(execution)).toEqual(['skipped', 'skipped', 'completed']);
    expect(reasons(execution)).toEqual(['error', 'dependency_skipped', null]);
    expect(first.error).toMatchObject({ type: 'error', message: 'no' });
    expect(named(events, 'step_skipped').map(({ step_number, reason }) => [step_number, reason])).toEqual([
      [1, 'error'],
      [2, 'dependency_skipped'],
    ]);
    expect(execution.risk).toMatchObject({ score: 0.5, decision: 'needs_review' });
  });
  it.each([[{ n: 0 }], [null], [false], ['none']])('continue goes on with the fallback_value %j', async (value) => {
    const { execution, first, events } = await run([failing(onError('continue', { fallback_value: value }))]);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_1: value } });
    expect(first).toMatchObject({ status: 'completed', output: value, used_fallback: true, execution_time_ms: null });
    expect(first.error).toMatchObject({ message: 'no', attempt: 1 });
    expect(named(events, 'step_completed')[0]).toMatchObject({ used_fallback: true, output: value });
  });
  it('fail lets independent steps finish', async () => {
    const steps = [failing({}), step(2, 'demo.echo', { n: '$step1.n' }), step(3, 'demo.sleep', { seconds: 0.4 })];
    const { execution, events } = await run(steps, close);
    expect(execution).toMatchObject({ status: 'failed', progress: { progress_percent: 100 }, risk: { score: 1 } });
    expect(statuses(execution)).toEqual(['failed', 'skipped', 'completed']);
    expect(reasons(execution)).toEqual([null, 'dependency_failed', null]);
    expect(named(events, 'execution_failed')).toMatchObject([{ failed_steps: [1], dead_letter: null, recovery: [] }]);
  });
  it('fail cancels what runs with failure_policy fail_fast', async () => {
    const steps = [
      step(1, 'demo.sleep', { seconds: 30 }),
      step(2, 'demo.fail', { message: 'no' }),
      step(3, 'demo.echo', { n: '$step1' }),
    ];
    const { execution } = await run(steps, { execution: { on_failure: 'close', failure_policy: 'fail_fast' } });
    expect(statuses(execution)).toEqual(['cancelled', 'failed', 'cancelled']);
    expect(execution).toMatchObject({ status: 'failed', error: { step_number: 2 } });
    expect(execution.total_time_ms).toBeLessThan(10_000);
  });
});

describe('a failed execution', () => {
  it('parks by default: open, in the list of failed ones, with links to recover it', async () => {
    const steps = [step(1, 'demo.fail', { message: 'no' }), step(2, 'demo.echo', { n: '$step1.n' })];
    const { execution, events } = await run(steps, { execution: { park_ttl_seconds: 3600 } });
    const { execution_id, dead_letter } = execution;
    expect(execution).toMatchObject({ status: 'failed', completed_at: null, output_data: null });
    expect(statuses(execution)).toEqual(['failed', 'pending']);
    const left_ms = Date.parse(dead_letter?.parked_until ?? '') - Date.now();
    expect(left_ms).toBeGreaterThan(3_500_000);
    expect(left_ms).toBeLessThanOrEqual(3_600_000);
    const [parked] = named(events, 'execution_failed');
    expect(parked).toMatchObject({ failed_steps: [1], dead_letter });
    expect(parked?.recovery).toContainEqual({
      action: 'retry',
      method: 'POST',
      href: `/api/v1/executions/${execution_id}/steps/1/retry`,
    });
    const rows = await platform.get<{ items: Execution[] }>(
      `/executions?status=failed&deliverable_type=${execution.deliverable_type}`,
    );
    expect(rows.body.items).toMatchObject([{ execution_id, dead_letter, completed_at: null, risk_score: 1 }]);
  });
  it('closes as failed when nobody came in time', async () => {
    const steps = [step(1, 'demo.fail', { message: 'no' }), step(2, 'demo.echo', { n: '$step1.n' })];
    const type = await platform.publishSteps('abandoned', steps, { execution: { park_ttl_seconds: 1 } });
    const id = await platform.start(type);
    const execution = await platform.until(id, ({ completed_at }) => completed_at !== null);
    expectExecutionShape(execution);
    expect(execution).toMatchObject({ status: 'failed', dead_letter: null, progress: { progress_percent: 100 } });
    expect(statuses(execution)).toEqual(['failed', 'skipped']);
    const events = await platform.events(id);
    expectGapless(events);
    expect(named(events, 'execution_failed').map(({ dead_letter }) => dead_letter === null)).toEqual([false, true]);
  });
});

describe('a condition', () => {
  it('that is false skips the step, and what needs its value', async () => {
    const steps = [
      step(1, 'demo.echo', { n: 1 }, { condition: '$input.load > 500' }),
      step(2, 'demo.echo', { n: '$step1.n' }),
      step(3, 'demo.echo', { n: '$step1.n' }, { join: 'always' }),
    ];
    const { execution } = await run(steps, {}, { load: 400 });
    expect(reasons(execution)).toEqual(['condition_false', 'dependency_skipped', null]);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_3: { n: null } } });
  });
  it('that compares a text with a number fails the step before it is dispatched', async () => {
    const steps = [step(1, 'demo.echo', {}, { condition: '$input.load > 500' })];
    const { first } = await run(steps, close, { load: 'much' });
    expect(first).toMatchObject({ status: 'failed', attempts: 0, started_at: null });
    expect(first.error).toMatchObject({ type: 'type_error', attempt: 0 });
    expect(first.error?.message).toContain('$input.load > 500');
  });
  it('is not needed for a mapping to fail: a missing reference names what there is', async () => {
    const steps = [step(1, 'demo.echo', { n: 1 }), step(2, 'demo.echo', { m: '$step1.missing' })];
    const { execution } = await run(steps, close);
    expect(execution.steps[1]?.error).toMatchObject({ type: 'reference_not_found', attempt: 0 });
    expect(execution.steps[1]?.error?.message).toMatch(/\$step1\.missing.*\bn\b/);
  });
});

describe('an output', () => {
  const rows = { type: 'object', required: ['rows'], properties: { rows: { type: 'integer' } } };

  it('that violates the output_schema of its step is permanent', async () => {
    const settings = { output_schema: rows, ...quickRetries(3, { retry_on_transient_only: false }) };
    const { first } = await run([step(1, 'demo.echo', { rows: 'many' }, settings)], close);
    expect(first).toMatchObject({ status: 'failed', attempts: 1, output: null });
    expect(first.error).toMatchObject({ type: 'output_invalid', transient: false });
    expect(first.error?.message).toContain('rows: Expected integer, got string');
  });
  it('that violates a validation_rule of its step is output_invalid too', async () => {
    const validation_rules = [{ rule_type: 'range_check', field: 'rows', min: 10 }];
    const { first } = await run(
      [
        step(1, 'transform.compute', { expression: '3' }),
        step(2, 'demo.echo', { rows: '$step1.value' }, { validation_rules }),
      ],
      close,
    );
    expect(first.status).toBe('completed');
    const { execution } = await run([step(1, 'demo.echo', { rows: 3 }, { validation_rules })], close);
    expect(execution.steps[0]?.error).toMatchObject({ type: 'output_invalid' });
  });
  it('of the execution that violates the output_schema of the document fails it with findings', async () => {
    const output_schema = { type: 'object', required: ['out_2'] };
    const { execution } = await run([step(1, 'demo.echo', { n: 1 })], { output_schema });
    expect(execution).toMatchObject({ status: 'failed', dead_letter: null, error: { type: 'output_invalid' } });
    expect(execution.error?.findings).toMatchObject([{ code: 'output_invalid', path: '/out_2', keyword: 'required' }]);
    expect(statuses(execution)).toEqual(['completed']);
  });
  it.each([
    ['odd.returns', 'nothing', null],
    ['odd.returns', 'null', null],
    ['odd.returns', 'text', 'plain'],
    ['odd.returns_fast', 'nothing', null],
    ['odd.returns_fast', 'text', 'plain'],
  ])('may be any JSON: %s of %s', async (name, what, output) => {
    const { execution } = await run([step(1, name, { what })]);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_1: output } });
  });
  it.each([
    ['odd.returns', 'bigint', 'total'],
    ['odd.returns', 'not_a_number', 'rows[1]'],
    ['odd.returns', 'cycle', 'self'],
    ['odd.returns', 'function', 'run'],
    ['odd.returns_fast', 'bigint', 'total'],
    ['odd.returns_fast', 'cycle', 'self'],
  ])('that is no JSON fails the step with the place: %s of %s', async (name, what, place) => {
    const { first } = await run([step(1, name, { what }, quickRetries(2))], close);
    expect(first).toMatchObject({ status: 'failed', attempts: 1, error: { type: 'output_invalid' } });
    expect(first.error?.message).toContain(place);
  });
});

describe('what a function throws', () => {
  it.each([
    ['text', 'error', false],
    ['nothing', 'error', false],
    ['null', 'error', false],
    ['number', 'error', false],
    ['object', 'E_ODD', false],
    ['cyclic', 'error', false],
    ['unreadable', 'error', false],
    ['not_found', 'error', false],
    ['network', 'ECONNRESET', true],
    ['database', 'error', true],
  ])('%s is told as type %s, transient %s', async (what, type, transient) => {
    for (const name of ['odd.throws', 'odd.throws_fast']) {
      const { first } = await run([step(1, name, { what })], close);
      expect([name, first.status, first.error?.transient]).toEqual([name, 'failed', transient]);
      expect(first.error?.type).toBe(type);
      expect(first.error?.message).not.toBe('');
    }
  });
});

describe('a fast function', () => {
  it('that fails once goes on remotely, and its result is used like any other', async () => {
    const steps = [
      step(1, 'odd.flaky_fast', { fail_times: 1 }, quickRetries(2)),
      step(2, 'transform.compute', { expression: 'n + 1', values: { n: '$step1.attempt' } }),
    ];
    const { execution, first } = await run(steps);
    expect(first).toMatchObject({ attempts: 2, retries: [{ attempt: 1 }] });
    expect(execution.output_data).toMatchObject({ out_2: { value: 3 } });
  });
  it('that computes with types that do not go together fails with type_error', async () => {
    const steps = [step(1, 'transform.compute', { expression: 'a + 1', values: { a: 'x' } }, quickRetries(2))];
    const { first } = await run(steps, close);
    expect(first).toMatchObject({ attempts: 1, error: { type: 'type_error' } });
  });
});

it('streams the progress of a function before its end', async () => {
  const { events } = await run([step(1, 'odd.progress')]);
  const progress = named(events, 'step_progress');
  expect(progress.map(({ progress_percent }) => progress_percent)).toEqual([25, 50, 75]);
  expect(progress[0]?.output).toEqual({ rows: 25 });
  expect(namesOf(events).indexOf('step_started')).toBeLessThan(namesOf(events).indexOf('step_progress'));
});
