import { jest } from '@jest/globals';

/** Every clock and timer but the wall clock stays real. */
const REAL = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

/** Runs the work with a wall clock that stands still at `time` until it is set. */
export async function withWallClock<T>(
  time: string,
  work: (setTo: (time: string) => void) => Promise<T> | T,
): Promise<T> {
  jest.useFakeTimers({ doNotFake: REAL, now: Date.parse(time) });
  try {
    return await work((later) => jest.setSystemTime(Date.parse(later)));
  } finally {
    jest.useRealTimers();
  }
}
