import { AttemptClock } from '../../../activities/attempt-clock.js';
import { runAttempt, type AttemptRequest } from '../../../activities/attempt.js';
import type { FunctionContext, FunctionDefinition, ProgressUpdate } from '../../../src/contracts/function.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { recordingLog } from './function-context.js';

export type Run = (input: JsonObject, context: FunctionContext) => unknown;
const definition = (run: Run): FunctionDefinition => ({
  name: 'test.function',
  description: 'As the test says',
  input: { type: 'object' },
  output: {},
  run: run as FunctionDefinition['run'],
});

/** An attempt of a function under way, with all that it reports and logs. Its time limit is 5 s. */
export function attempt(run: Run, more: Partial<AttemptRequest> = {}) {
  const updates: ProgressUpdate[] = [];
  const log = recordingLog();
  const outcome = runAttempt({
    definition: definition(run),
    input: {},
    idempotency_key: 'execution/7',
    attempt: 1,
    timeout_seconds: 5,
    cancelled: new AbortController().signal,
    clock: new AttemptClock(),
    onProgress: async (update) => void updates.push(update),
    log,
    validateInput: () => [],
    ...more,
  });
  return { outcome, updates, log };
}
export const outcomeOf = (run: Run, more: Partial<AttemptRequest> = {}) => attempt(run, more).outcome;
