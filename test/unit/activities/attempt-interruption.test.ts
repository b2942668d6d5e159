import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { attempt, outcomeOf, type Run } from './attempt-run.js';

describe('the deadline', () => {
  const timedOut = { kind: 'failed', type: 'timeout', message: 'Timed out after 0.03 s', transient: true };
  const short = { timeout_seconds: 0.03 };

  it('stops a function by its signal, whose reason is the time-out', async () => {
    let reason: unknown;
    const run: Run = (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          reject(new Error('something else'));
        });
      });
    expect(await outcomeOf(run, short)).toMatchObject(timedOut);
    expect(reason).toMatchObject({ name: 'TimeoutError', message: 'Timed out after 0.03 s' });
  });

  it('abandons a function that ignores it; its late result is discarded', async () => {
    const start = performance.now();
    const late = pause(600, 'late');
    expect(await outcomeOf(() => late, short)).toMatchObject(timedOut);
    expect(performance.now() - start).toBeLessThan(500);
    await late;
  });

  it('is not troubled by a late rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const run: Run = async () => {
      await pause(50);
      throw new Error('late');
    };
    expect(await outcomeOf(run, short)).toMatchObject(timedOut);
    await pause(60);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('also counts for a function that held the thread past it', async () => {
    const run: Run = () => {
      const end = performance.now() + 40;
      while (performance.now() < end);
      return 'late';
    };
    expect(await outcomeOf(run, short)).toMatchObject(timedOut);
  });

  it('leaves nothing ticking behind a function that is done', async () => {
    let signal: AbortSignal | undefined;
    await outcomeOf((_input, context) => ((signal = context.signal), 1), { timeout_seconds: 0.15 });
    await pause(200);
    expect(signal?.aborted).toBe(false);
  });
});

describe('a time limit that is extended', () => {
  const short = { timeout_seconds: 0.03 };

  it('lets the function go on, its signal silent', async () => {
    const run: Run = async (_input, { signal }) => {
      await pause(120);
      return { aborted: signal.aborted };
    };
    const extension = () => Promise.resolve(5);
    expect(await outcomeOf(run, { ...short, extension })).toMatchObject({ output: { aborted: false } });
  });

  it('also counts for a function that held the thread past the first one', async () => {
    const run: Run = () => {
      for (const end = performance.now() + 40; performance.now() < end;);
      return 'done';
    };
    const extension = () => Promise.resolve(5);
    expect(await outcomeOf(run, { ...short, extension })).toMatchObject({ kind: 'completed', output: 'done' });
  });

  it('is told in the message of the time-out', async () => {
    const extension = () => Promise.resolve(0.05);
    const outcome = await outcomeOf(() => pause(300), { ...short, extension });
    expect(outcome).toMatchObject({ type: 'timeout', message: 'Timed out after 0.08 s' });
  });

  it('and is over before it began: the function is not called', async () => {
    let called = false;
    const outcome = await outcomeOf(() => (called = true), {
      timeout_seconds: -4,
      extension: () => Promise.resolve(2),
    });
    expect(outcome).toMatchObject({ type: 'timeout', message: 'Timed out after 0 s' });
    expect(called).toBe(false);
  });
});

describe('cleanup', () => {
  /** Works until it is aborted, then cleans up for so long. */
  const cleaning = (done: string[], cleanup_ms: number): Run =>
    async function (_input, { signal }) {
      try {
        await pause(5_000, undefined, { signal });
      } finally {
        await pause(cleanup_ms);
        done.push('clean');
      }
    };
  it.each([
    ['a time-out', () => ({ timeout_seconds: 0.02 }), { type: 'timeout' }],
    ['a cancellation', () => ({ cancelled: AbortSignal.timeout(20) }), { kind: 'cancelled' }],
  ])('of the function runs after %s; the outcome does not wait for it', async (_name, limits, end) => {
    const done: string[] = [];
    const started = performance.now();
    expect(await outcomeOf(cleaning(done, 400), limits())).toMatchObject(end);
    expect(performance.now() - started).toBeLessThan(400);
    expect(done).toEqual([]);
    await pause(450);
    expect(done).toEqual(['clean']);
  });

  it('may still log, but neither reports progress nor changes the outcome', async () => {
    const run: Run = async (_input, { signal, progress, log }) => {
      await pause(5_000, undefined, { signal }).catch(() => undefined);
      await pause(30);
      log.info('tidied up');
      await progress({ progress_percent: 99 });
      return 'late';
    };
    const { outcome, updates, log } = attempt(run, { timeout_seconds: 0.02 });
    expect(await outcome).toMatchObject({ kind: 'failed', type: 'timeout' });
    await pause(60);
    expect([updates, log.lines]).toEqual([[], ['info: tidied up']]);
  });
});

describe('cancellation', () => {
  it('before the attempt: the function is not called', async () => {
    let called = false;
    expect(await outcomeOf(() => (called = true), { cancelled: AbortSignal.abort() })).toEqual({ kind: 'cancelled' });
    expect(called).toBe(false);
  });

  it.each([
    [
      'obeys',
      (signal: AbortSignal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ],
    ['ignores it', () => pause(600, 'late')],
    [
      'answers it with a result',
      (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', resolve)),
    ],
  ])('of a function that %s: the attempt is cancelled at once', async (_name, waiting) => {
    const controller = new AbortController();
    const outcome = outcomeOf((_input, { signal }) => waiting(signal), { cancelled: controller.signal });
    await pause(5);
    controller.abort(new Error('the execution was cancelled'));
    const start = performance.now();
    expect(await outcome).toEqual({ kind: 'cancelled' });
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('reaches the signal of the function at once, with its reason', async () => {
    const controller = new AbortController();
    let reached: unknown;
    const outcome = outcomeOf(
      (_input, { signal }) => {
        signal.addEventListener('abort', () => (reached = signal.reason));
        return pause(100);
      },
      { cancelled: controller.signal },
    );
    await pause(5);
    controller.abort('the execution was cancelled');
    expect(reached).toBe('the execution was cancelled');
    await outcome;
  });

  it('after the end changes nothing, and the first of two interruptions stands', async () => {
    const controller = new AbortController();
    const outcome = outcomeOf(() => pause(60), { cancelled: controller.signal, timeout_seconds: 0.02 });
    await pause(30);
    controller.abort();
    expect(await outcome).toMatchObject({ type: 'timeout' });
  });
});
