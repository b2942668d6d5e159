import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { TrailingCalls } from '../../../../web/src/lists/trailing-calls.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const DELAYS = { after: 400, between: 1_000 };

it('many reasons in a row are one call, some time after the first', () => {
  const call = jest.fn();
  const calls = new TrailingCalls(call, DELAYS);
  for (let n = 0; n < 10; n += 1) calls.ask();
  jest.advanceTimersByTime(399);
  expect(call).toHaveBeenCalledTimes(0);
  jest.advanceTimersByTime(1);
  expect(call).toHaveBeenCalledTimes(1);
});
it('steady reasons are calls at their distance, and the last reason has its own', () => {
  const call = jest.fn();
  const calls = new TrailingCalls(call, DELAYS);
  for (let at = 0; at < 3_000; at += 100) {
    calls.ask();
    jest.advanceTimersByTime(100);
  }
  expect(call).toHaveBeenCalledTimes(3);
  jest.runAllTimers();
  expect(call).toHaveBeenCalledTimes(4);
});
it('after its end there is no call', () => {
  const call = jest.fn();
  const calls = new TrailingCalls(call, DELAYS);
  calls.ask();
  calls.close();
  jest.runAllTimers();
  expect(call).toHaveBeenCalledTimes(0);
});
