import { barsOf } from '../../../../web/src/pages/execution/timeline/gantt-bars.js';
import { measuredCriticalPath } from '../../../../web/src/pages/execution/timeline/measured-critical-path.js';
import { percentAt, ticksOf } from '../../../../web/src/pages/execution/timeline/time-axis.js';
import { at, ended, step } from './known-execution.js';

const ms = (seconds: number): number => Date.parse(at(seconds));
const NOTHING = { attempts: [], starts: new Map<string, string>() };

describe('the measured critical path', () => {
  it('goes back from what ended last by the dependency that ended last', () => {
    const steps = [ended(1, 0, 1), ended(2, 1, 9), ended(3, 1, 2), ended(4, 2, 3), ended(5, 9, 10)];
    const edges: [number, number][] = [
      [1, 2],
      [1, 3],
      [3, 4],
      [2, 5],
      [4, 5],
    ];
    expect(measuredCriticalPath(steps, edges)).toEqual([1, 2, 5]);
  });
  it('leaves out what never ran', () => {
    expect(
      measuredCriticalPath([ended(1, 0, 1), step(2, { status: 'skipped', completed_at: at(2) })], [[1, 2]]),
    ).toEqual([1]);
  });
  it('of an execution that runs ends with what it waits for now', () => {
    const waits = step(2, { status: 'running', attempts: 1, started_at: at(1) });
    const edges: [number, number][] = [
      [1, 2],
      [1, 3],
    ];
    expect(measuredCriticalPath([ended(1, 0, 1), waits, ended(3, 1, 9)], edges)).toEqual([1, 2]);
  });
  it('is empty before anything has ended', () => {
    expect(measuredCriticalPath([step(1)], [])).toEqual([]);
  });
});

describe('the bars of a step', () => {
  it('are one for one attempt', () => {
    const bars = barsOf({ step: ended(1, 1, 3), now: ms(9), ...NOTHING });
    expect(bars).toEqual([{ kind: 'completed', from: ms(1), to: ms(3), words: 'Attempt 1: completed' }]);
  });
  it('are attempts with the waits between them', () => {
    const retry = { attempt: 1, error_type: 'busy', message: 'Busy', delay_seconds: 2, timestamp: at(2) };
    const retried = { ...ended(1, 1, 6), attempts: 2, retries: [retry] };
    const bars = barsOf({ step: retried, now: ms(9), ...NOTHING });
    expect(bars.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['failed', ms(1), ms(2)],
      ['retry_wait', ms(2), ms(4)],
      ['completed', ms(4), ms(6)],
    ]);
  });
  it('end with the wait while the next attempt has not begun', () => {
    const retry = { attempt: 1, error_type: 'busy', message: 'Busy', delay_seconds: 60, timestamp: at(2) };
    const waits = step(1, { status: 'running', attempts: 1, started_at: at(1), retries: [retry] });
    const bars = barsOf({ step: waits, now: ms(5), ...NOTHING });
    expect(bars.map(({ kind, to }) => [kind, to])).toEqual([
      ['failed', ms(2)],
      ['retry_wait', ms(5)],
    ]);
  });
  it('begin where events or the timeline say that an attempt began', () => {
    const retry = { attempt: 1, error_type: 'busy', message: 'Busy', delay_seconds: 2, timestamp: at(2) };
    const retried = { ...ended(1, 1, 8), attempts: 2, retries: [retry] };
    const starts = new Map([['1/2', at(7)]]);
    expect(barsOf({ step: retried, now: ms(9), attempts: [], starts }).at(-1)?.from).toBe(ms(7));
    const attempts = [{ attempt: 2, started_at: at(6), completed_at: at(8), outcome: 'completed' }];
    expect(barsOf({ step: retried, now: ms(9), attempts, starts: new Map() }).at(-1)?.from).toBe(ms(6));
  });
  it('of a step that waits are a wait up to now', () => {
    const waiting_for = { kind: 'signal', name: 'go', since: at(1), until: at(99) } as const;
    const waits = step(1, { status: 'running', attempts: 1, started_at: at(1), waiting_for });
    expect(barsOf({ step: waits, now: ms(5), ...NOTHING })).toEqual([
      { kind: 'flow_wait', from: ms(1), to: ms(5), words: 'Waits for the signal go' },
    ]);
  });
  it('are none before it began', () => {
    expect(barsOf({ step: step(1), now: ms(5), ...NOTHING })).toEqual([]);
  });
});

describe('the axis', () => {
  it('has round times, no more of them than there is room for', () => {
    expect(ticksOf({ from: 0, to: 23_000 }, 6)).toEqual([0, 5000, 10_000, 15_000, 20_000]);
    expect(ticksOf({ from: 0, to: 9 * 3_600_000 }, 4)).toEqual([0, 10_800_000, 21_600_000, 32_400_000]);
  });
  it('keeps what is outside at its ends', () => {
    expect([-5, 25, 500].map((time) => percentAt({ from: 0, to: 100 }, time))).toEqual([0, 25, 100]);
  });
});
