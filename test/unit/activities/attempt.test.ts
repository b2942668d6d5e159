import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { PermanentError } from '../../../activities/errors.js';
import type { InputFinding } from '../../../src/contracts/finding.js';
import type { FunctionContext, ProgressUpdate } from '../../../src/contracts/function.js';
import type { Json } from '../../../src/contracts/json.js';
import { attempt, outcomeOf, type Run } from './attempt-run.js';
import { withWallClock } from './wall-clock.js';

const finding = (message: string, severity: 'error' | 'warning' = 'error'): InputFinding => ({
  ...{ code: 'input_invalid', path: '/load', display_path: 'load', keyword: 'type' },
  ...{ severity, message },
});
const times = {
  started_at: expect.stringMatching(/T.*\.\d{3}Z$/),
  completed_at: expect.stringMatching(/T.*\.\d{3}Z$/),
};

describe('a function that returns', () => {
  it('completes the attempt with its output and times', async () =>
    expect(await outcomeOf(async () => ({ area: 4 }))).toEqual({ kind: 'completed', output: { area: 4 }, ...times }));

  it('may be synchronous and return nothing, which is null', async () =>
    expect(await outcomeOf(() => undefined)).toMatchObject({ kind: 'completed', output: null }));

  it('gets its input, attempt, idempotency key and log', async () => {
    const run: Run = (input, { attempt: number, idempotencyKey, log, signal }) => {
      log.info('here');
      return { input, number, idempotencyKey, aborted: signal.aborted };
    };
    const { outcome, log } = attempt(run, { input: { load: 5 }, attempt: 3 });
    const output = { input: { load: 5 }, number: 3, idempotencyKey: 'execution/7', aborted: false };
    expect(await outcome).toMatchObject({ kind: 'completed', output });
    expect(log.lines).toEqual(['info: here']);
  });

  it.each([
    ['a BigInt', { rows: [{ 'a/b~c': 1n }] }, '/rows/0/a~1b~0c', 'rows[0].a/b~c: a bigint is not JSON'],
    ['NaN', NaN, '', 'output: NaN is not JSON'],
    ['a function', { f: () => 1 }, '/f', 'f: a function is not JSON'],
  ])('%s is no output, and no attempt will change that', async (_name, value, path, message) =>
    expect(await outcomeOf(() => value)).toMatchObject({
      ...{ kind: 'failed', type: 'output_invalid', transient: false, message: `Invalid output: ${message}` },
      findings: [{ code: 'output_invalid', path, message }],
    }),
  );

  it("has its output checked by the step's own rules", async () => {
    const checked: Json[] = [];
    const validateOutput = (output: Json): InputFinding[] => {
      checked.push(output);
      return [finding('load: too big'), finding('only a warning', 'warning')];
    };
    expect(await outcomeOf(() => ({ load: 9 }), { validateOutput })).toMatchObject({
      ...{ kind: 'failed', type: 'output_invalid', transient: false, message: 'Invalid output: load: too big' },
      findings: [finding('load: too big')],
    });
    expect(checked).toEqual([{ load: 9 }]);
  });
});

describe('arguments that do not fit', () => {
  it('fail the attempt before the function is called', async () => {
    let called = false;
    const run: Run = () => (called = true);
    const validateInput = () => [finding('load: This field is required')];
    expect(await outcomeOf(run, { validateInput })).toEqual({
      ...{ kind: 'failed', type: 'invalid_input', transient: false, retry_after_seconds: null, ...times },
      message: 'Invalid input: load: This field is required',
      findings: [finding('load: This field is required')],
    });
    expect(called).toBe(false);
  });

  it('are checked against the schema of the function', async () => {
    let seen: unknown;
    await outcomeOf(() => 1, { input: { a: 1 }, validateInput: (...given) => ((seen = given), []) });
    expect(seen).toEqual([{ type: 'object' }, { a: 1 }]);
  });

  it('name the first five of many', async () => {
    const validateInput = () => [1, 2, 3, 4, 5, 6, 7].map((n) => finding(`f${n}`));
    expect(await outcomeOf(() => 1, { validateInput })).toMatchObject({
      message: 'Invalid input: f1; f2; f3; f4; f5; and 2 more',
    });
  });

  it('only warned about, do not keep the function from running', async () =>
    expect(await outcomeOf(() => 1, { validateInput: () => [finding('odd', 'warning')] })).toMatchObject({
      output: 1,
    }));

  it.each([null, 3, ['a']])('must be an object, not %p', async (input) =>
    expect(await outcomeOf(() => 1, { input })).toMatchObject({
      kind: 'failed',
      type: 'invalid_input',
      transient: false,
    }),
  );
});

describe('a function that fails', () => {
  const failing =
    (error: unknown): Run =>
    () => {
      throw error;
    };
  it.each([
    ['by its message', new Error('Connection reset'), { type: 'error', message: 'Connection reset', transient: true }],
    ['by its word', new PermanentError('no', { type: 'own' }), { type: 'own', message: 'no', transient: false }],
    [
      'by its status',
      Object.assign(new Error('x'), { status: 503, retryAfterSeconds: 4 }),
      { transient: true, retry_after_seconds: 4 },
    ],
    ['with no error at all', 'text', { type: 'error', message: 'text', transient: false }],
  ])('is classified %s', async (_name, error, expected) => {
    expect(await outcomeOf(failing(error))).toMatchObject({ kind: 'failed', findings: [], ...times, ...expected });
    expect(await outcomeOf(async (...given) => failing(error)(...given))).toMatchObject(expected);
  });
});

describe('the times of an attempt', () => {
  it.each(['2026-03-01T11:00:00.000Z', '2026-03-01T13:00:00.000Z'])(
    'are as far apart as it took, also when the wall clock jumps from 12:00 to %s',
    (jumped) =>
      withWallClock('2026-03-01T12:00:00.000Z', async (setTo) => {
        const outcome = await outcomeOf(async () => {
          setTo(jumped);
          await pause(30);
        });
        if (outcome.kind !== 'completed') throw new Error(outcome.kind);
        expect(outcome.started_at).toBe('2026-03-01T12:00:00.000Z');
        const took_ms = Date.parse(outcome.completed_at) - Date.parse(outcome.started_at);
        expect(took_ms).toBeGreaterThanOrEqual(29);
        expect(took_ms).toBeLessThan(5_000);
      }),
  );
});

describe('progress', () => {
  it('two awaited reports in a row both arrive', async () => {
    const { outcome, updates } = attempt(async (_input, { progress }) => {
      for (const part of [1, 2]) await progress({ progress_percent: part * 50, output: { part } });
    });
    await outcome;
    expect(updates).toEqual([
      { progress_percent: 50, output: { part: 1 } },
      { progress_percent: 100, output: { part: 2 } },
    ]);
  });

  it('the last report arrives before the outcome, also without await', async () => {
    const { outcome, updates } = attempt((_input, { progress }) => {
      for (let n = 1; n <= 50; n += 1) void progress({ progress_percent: 2 * n });
    });
    await outcome;
    expect(updates).toEqual([{ progress_percent: 2 }, { progress_percent: 100 }]);
  });

  it('after the end is ignored', async () => {
    let late: FunctionContext['progress'] | undefined;
    const { outcome, updates } = attempt((_input, { progress }) => void (late = progress));
    await outcome;
    await late?.({ progress_percent: 99 });
    expect(updates).toEqual([]);
  });

  it.each([
    ['above 100', { progress_percent: 130 }, { progress_percent: 100 }],
    ['below 0', { progress_percent: -1, output: null }, { progress_percent: 0, output: null }],
    ['unknown keys', { output: [1], more: 1 }, { output: [1] }],
  ])('is held in its bounds: %s', async (_name, given, sent) => {
    const { outcome, updates } = attempt((_input, { progress }) => progress(given as ProgressUpdate));
    await outcome;
    expect(updates).toEqual([sent]);
  });

  it.each([{ progress_percent: NaN }, { progress_percent: '5' }, { output: 1n }, null, 'half', [1]])(
    'that is not usable is dropped with a warning: %p',
    async (given) => {
      const { outcome, updates, log } = attempt((_input, { progress }) => progress(given as ProgressUpdate));
      expect(await outcome).toMatchObject({ kind: 'completed' });
      expect([updates.length, log.lines.length]).toEqual([0, 1]);
    },
  );

  it('that cannot be delivered does not fail the attempt', async () => {
    const onProgress = () => {
      throw new Error('sink down');
    };
    const { outcome, log } = attempt((_input, { progress }) => progress({ progress_percent: 1 }), { onProgress });
    expect(await outcome).toMatchObject({ kind: 'completed' });
    expect(log.lines).toEqual(['warn: A progress update was not delivered']);
  });
});
