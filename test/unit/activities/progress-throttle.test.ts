import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ProgressThrottle } from '../../../activities/progress-throttle.js';
import type { ProgressUpdate } from '../../../src/contracts/function.js';

const INTERVAL_MS = 40;
const percent = (progress_percent: number): ProgressUpdate => ({ progress_percent });

function throttled(
  send: (update: ProgressUpdate) => Promise<void> = () => Promise.resolve(),
  interval_ms: (elapsed_ms: number) => number = () => INTERVAL_MS,
) {
  const sent: { value: number; at: number }[] = [];
  const lost: unknown[] = [];
  const throttle = new ProgressThrottle({
    send: (update) => {
      sent.push({ value: update.progress_percent ?? -1, at: performance.now() });
      return send(update);
    },
    onLost: (error) => lost.push(error),
    interval_ms,
    longest_hold_ms: 2 * INTERVAL_MS,
  });
  return { throttle, sent, lost, values: () => sent.map(({ value }) => value) };
}

describe('progress on its way out', () => {
  it('reports that are awaited one after the other all arrive, an interval apart', async () => {
    const { throttle, sent, values } = throttled();
    for (const value of [1, 2, 3]) await throttle.report(percent(value));
    expect(values()).toEqual([1, 2, 3]);
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(INTERVAL_MS - 3);
    await throttle.close(10);
  });

  it('of a burst, the first and the newest arrive; the replaced ones resolve', async () => {
    const { throttle, values } = throttled();
    await Promise.all([1, 2, 3, 4, 5].map((value) => throttle.report(percent(value))));
    expect(values()).toEqual([1, 5]);
  });

  it('becomes rarer as time goes on, where the interval does', async () => {
    const { throttle, sent } = throttled(undefined, (elapsed_ms) => Math.max(1, elapsed_ms));
    const end = performance.now() + 300;
    while (performance.now() < end) await throttle.report(percent(1)).then(() => pause(1));
    await throttle.close(10);
    const gaps = sent.slice(1, -1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(2);
    expect(gaps.length).toBeLessThan(12);
    expect(gaps.at(-1)).toBeGreaterThan(2 * (gaps.at(-3) ?? Infinity));
  });

  it('holds a function back for a moment only: who would have to wait for long goes on, and the newest is sent', async () => {
    const { throttle, values } = throttled(undefined, () => 3 * INTERVAL_MS);
    const start = performance.now();
    for (let value = 1; value <= 100; value += 1) await throttle.report(percent(value));
    expect(performance.now() - start).toBeLessThan(3 * INTERVAL_MS);
    await pause(4 * INTERVAL_MS);
    expect(values()).toEqual([1, 100]);
  });

  it('never sends two at a time', async () => {
    let running = 0;
    let most = 0;
    const { throttle, values } = throttled(async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(2 * INTERVAL_MS);
      running -= 1;
    });
    const first = throttle.report(percent(1));
    await pause(INTERVAL_MS / 4);
    await Promise.all([first, throttle.report(percent(2))]);
    expect([values(), most]).toEqual([[1, 2], 1]);
  });

  it('an update that is not delivered is lost alone', async () => {
    let calls = 0;
    const { throttle, values, lost } = throttled(() =>
      (calls += 1) === 1 ? Promise.reject(new Error('sink down')) : Promise.resolve(),
    );
    await throttle.report(percent(1));
    await throttle.report(percent(2));
    expect([values(), lost.map(String)]).toEqual([[1, 2], ['Error: sink down']]);
  });
});

describe('closing', () => {
  it('sends the one that still waits without its wait', async () => {
    const { throttle, sent, values } = throttled();
    void throttle.report(percent(1));
    const last = throttle.report(percent(2));
    await throttle.close(1_000);
    await last;
    expect(values()).toEqual([1, 2]);
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeLessThan(INTERVAL_MS);
  });

  it('ignores what is reported afterwards', async () => {
    const { throttle, values } = throttled();
    await throttle.close(10);
    await throttle.report(percent(1));
    expect(values()).toEqual([]);
  });

  it('waits for the one that is under way', async () => {
    let arrived = false;
    const { throttle } = throttled(async () => {
      await pause(10);
      arrived = true;
    });
    void throttle.report(percent(1));
    await throttle.close(1_000);
    expect(arrived).toBe(true);
  });

  it('gives up on a delivery that hangs, and lets every caller go', async () => {
    const { throttle, values } = throttled(() => new Promise(() => undefined));
    void throttle.report(percent(1));
    const waiting = throttle.report(percent(2));
    await throttle.close(10);
    await waiting;
    expect(values()).toEqual([1]);
  });
});
