import type { Json } from '../../src/contracts/json.js';
import { defineFunction } from '../define-function.js';

type Input = { seconds: number; value?: Json };
type Output = { slept_seconds: number; value: Json };

/** What setTimeout can hold: 24.8 days, beyond any attempt's deadline. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits, then returns `value` (null when there is none). When the attempt is stopped it rejects at once with the reason. */
export const sleep = defineFunction<Input, Output>({
  name: 'demo.sleep',
  description: 'Waits that many seconds, then returns value; stops at once when cancelled',
  input: { type: 'object', required: ['seconds'], properties: { seconds: { type: 'number', minimum: 0 }, value: {} } },
  output: {
    type: 'object',
    required: ['slept_seconds', 'value'],
    properties: { slept_seconds: { type: 'number' }, value: {} },
  },
  idempotent: true,
  async run({ seconds, value = null }, { signal }) {
    await pause(seconds, signal);
    return { slept_seconds: seconds, value };
  },
});

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const finish = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(seconds * 1000, LONGEST_TIMER_MS));
    signal.addEventListener('abort', stop, { once: true });
  });
}
