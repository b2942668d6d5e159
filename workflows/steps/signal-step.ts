/**
 * `flow.signal` {name, payload_schema?, timeout_seconds?}: waits for a named signal; its payload is the output. A signal
 * that came before is taken at once. A payload that does not fit the schema is dropped, and the wait goes on.
 */
import type { JsonObject, JsonSchema } from '../../src/contracts/json.js';
import type { NamedSignal } from '../signal-inbox.js';
import type { StepDispatch, StepOutcome } from '../step-host.js';
import type { StepBehaviour, StepSurroundings } from './step-behaviour.js';
import { begin, completed, failed, timeLimit } from './step-outcome.js';

const INVALID =
  'flow.signal needs a name (a text of 1 to 255 characters); payload_schema is a JSON Schema, timeout_seconds above 0';
interface Arguments {
  name: string;
  schema: JsonSchema | null;
  timeout_seconds: number;
}
function read({ name, payload_schema: schema = null, timeout_seconds = null }: JsonObject, otherwise: number) {
  if (typeof name !== 'string' || name === '' || name.length > 255) return null;
  if (Array.isArray(schema) || typeof schema === 'string' || typeof schema === 'number') return null;
  if (timeout_seconds === null) return { name, schema, timeout_seconds: otherwise };
  return typeof timeout_seconds === 'number' && timeout_seconds > 0 ? { name, schema, timeout_seconds } : null;
}
/** Looks at a signal before it takes it: while its payload is checked, it is still there for a new run. */
async function accepts({ host, signals }: StepSurroundings, signal: NamedSignal, schema: JsonSchema | null) {
  const findings = schema === null ? [] : await host.checkValue(schema, signal.payload);
  const fits = findings.every(({ severity }) => severity !== 'error');
  return signals.take(signal) && fits;
}
async function waitFor(dispatch: StepDispatch, asked: Arguments, since: string, surroundings: StepSurroundings) {
  const { host, signals, isCancelled } = surroundings;
  for (;;) {
    if (isCancelled()) return { kind: 'cancelled' } as const;
    const signal = signals.first(asked.name);
    if (signal && (await accepts(surroundings, signal, asked.schema)))
      return completed(dispatch, surroundings, since, signal.payload);
    if (signals.first(asked.name)) continue;
    // Not before the check of a payload, which may take long enough for somebody to give more time.
    const limit = timeLimit({ since }, asked.timeout_seconds, surroundings);
    if (host.now() >= limit) return failed(dispatch, surroundings, 'timeout', timedOut(asked));
    const wait = { kind: 'signal', name: asked.name, since, until: new Date(limit).toISOString() } as const;
    await surroundings.rest(wait, () => signals.first(asked.name) !== undefined);
  }
}
const timedOut = ({ name, timeout_seconds }: Arguments): string =>
  `No signal '${name}' came within ${timeout_seconds} s`;

async function run(dispatch: StepDispatch, surroundings: StepSurroundings): Promise<StepOutcome> {
  const since = begin(dispatch, surroundings);
  const asked = read(dispatch.input, dispatch.step.timeout_seconds);
  if (asked === null) return failed(dispatch, surroundings, 'invalid_input', INVALID);
  return waitFor(dispatch, asked, since, surroundings);
}
export const signalStep: StepBehaviour = { run };
