import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { AttemptDeadline, type AttemptDeadlineOptions } from '../../../activities/attempt-deadline.js';

/** A deadline whose question about an extension gets these answers, the last one again and again. */
function deadlineOf(timeout_seconds: number, answers?: (number | Promise<number>)[]) {
  const began = performance.now();
  const asked: number[] = [];
  const aborted: number[] = [];
  const cancel = new AbortController();
  const options: AttemptDeadlineOptions = { timeout_seconds, cancelled: cancel.signal };
  const extension = async () => {
    asked.push(performance.now() - began);
    return answers?.[Math.min(asked.length, answers.length) - 1] ?? 0;
  };
  const deadline = new AttemptDeadline(answers ? { ...options, extension } : options);
  deadline.signal.addEventListener('abort', () => aborted.push(performance.now() - began));
  return { deadline, cancel, asked, aborted };
}
const reasonOf = ({ signal }: AttemptDeadline) => (signal.reason as Error).message;
function holdThread(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

describe('a deadline', () => {
  it('that nobody extends aborts within a second, and says what the limit was', async () => {
    const { deadline, asked, aborted } = deadlineOf(0.05, [0]);
    await deadline.interrupted;
    expect(await deadline.interruption()).toBe('timeout');
    expect(reasonOf(deadline)).toBe('Timed out after 0.05 s');
    expect(asked).toHaveLength(1);
    expect(aborted[0]).toBeGreaterThanOrEqual(asked[0] ?? Infinity);
    expect(aborted[0]).toBeLessThan(1_050);
  });

  it('is moved by the answer, counted from where it was at first, and asks again there', async () => {
    const { deadline, asked, aborted } = deadlineOf(0.05, [0.1, 0.2, 0.2]);
    await pause(90);
    expect(await deadline.interruption()).toBeNull();
    await deadline.interrupted;
    expect(asked).toHaveLength(3);
    for (const [index, at] of [50, 150, 250].entries()) {
      expect(asked[index]).toBeGreaterThan(at - 3);
      expect(asked[index]).toBeLessThan(at + 1_000);
    }
    expect(aborted[0]).toBeGreaterThan(247);
    expect(reasonOf(deadline)).toBe('Timed out after 0.25 s');
  });

  it('does not go on for an answer that is no more than before', async () => {
    const { deadline, asked } = deadlineOf(0.02, [0.05, 0.04]);
    await deadline.interrupted;
    expect(asked).toHaveLength(2);
  });

  it('that has passed already is extended from where it was', async () => {
    const { deadline, aborted } = deadlineOf(-10, [10.05]);
    expect(await deadline.interruption()).toBeNull();
    await deadline.interrupted;
    expect(aborted[0]).toBeGreaterThan(47);
    expect(aborted[0]).toBeLessThan(1_050);
  });

  it('that cannot be extended asks nobody', async () => {
    const { deadline, aborted } = deadlineOf(0.02);
    await deadline.interrupted;
    expect(aborted[0]).toBeLessThan(1_020);
  });
});

describe('a thread that was held past the deadline', () => {
  it('is a time-out, although no timer could fire', async () => {
    const { deadline } = deadlineOf(0.02, [0]);
    holdThread(40);
    expect(await deadline.interruption()).toBe('timeout');
  });

  it('is none when the answer reaches beyond it', async () => {
    const { deadline, asked } = deadlineOf(0.02, [5]);
    holdThread(40);
    expect(await deadline.interruption()).toBeNull();
    await pause(20);
    expect(asked).toHaveLength(1);
    deadline.release();
  });

  it('is one when it was held past the new deadline too', async () => {
    const { deadline, asked } = deadlineOf(0.02, [0.01]);
    holdThread(40);
    expect(await deadline.interruption()).toBe('timeout');
    expect(asked).toHaveLength(2);
  });
});

describe('while the answer is awaited', () => {
  const slowly = (seconds: number) => pause(80, seconds);

  it('nothing is aborted', async () => {
    const { deadline, aborted } = deadlineOf(0.01, [slowly(0)]);
    await pause(50);
    expect(aborted).toEqual([]);
    await deadline.interrupted;
  });

  it('the question is asked once', async () => {
    const { deadline, asked } = deadlineOf(0.01, [slowly(5)]);
    await pause(30);
    expect(await Promise.all([deadline.interruption(), deadline.interruption()])).toEqual([null, null]);
    expect(asked).toHaveLength(1);
    deadline.release();
  });

  it('a cancellation goes through at once, and stands', async () => {
    const { deadline, cancel } = deadlineOf(0.01, [slowly(5)]);
    await pause(30);
    const interruption = deadline.interruption();
    cancel.abort(new Error('by a person'));
    expect(deadline.signal.aborted).toBe(true);
    expect(await interruption).toBe('cancelled');
    await pause(80);
    expect(reasonOf(deadline)).toBe('by a person');
  });

  it.each([
    ['extended', 0.1],
    ['ended', 0],
  ])('an attempt that is done is not %s any more', async (_name, seconds) => {
    const { deadline, asked, aborted } = deadlineOf(0.01, [slowly(seconds)]);
    await pause(30);
    deadline.release();
    await pause(200);
    expect([asked.length, aborted]).toEqual([1, []]);
  });
});
