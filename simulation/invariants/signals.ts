import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import type { Json } from '../../src/contracts/json.js';
import { canonical } from '../documents/simulated-functions.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** Payloads that a step took; a fallback is none. */
function takenBy({ status, function: name, output, used_fallback, items, taken_from }: StepRecord): Json[] {
  if (status !== 'completed' || name !== 'flow.signal' || taken_from !== undefined) return [];
  if (items === undefined) return used_fallback ? [] : [output];
  const list = Array.isArray(output) ? output : [];
  return items
    .filter((item) => item.status === 'completed' && !item.used_fallback)
    .map(({ index }) => list[index] ?? null);
}
/** As texts. */
const taken = ({ state }: Observed): string[] => state().steps.flatMap(takenBy).map(canonical);

/** By hand a step is completed with anything. */
const isByHand = ({ ledger }: Observed): boolean => ledger.commands.some(({ kind }) => kind === 'complete');

function invented(observed: Observed): Verdict {
  if (isByHand(observed)) return null;
  const payloads = taken(observed);
  const sent = observed.signals.map(({ payload }) => canonical(payload));
  if (new Set(payloads).size < payloads.length) return `one signal was taken twice: ${payloads.join(' ')}`;
  const strange = payloads.find((payload) => !sent.includes(payload));
  return strange === undefined ? null : `nobody sent ${strange}`;
}
/** A step waits for a name of which a payload was sent that nobody took. */
function overlooked(observed: Observed): Verdict {
  const { state, host, signals } = observed;
  if (host().isBusy || state().completed_at !== null || !signals.every(({ payload }) => isValid(payload))) return null;
  const names = new Set(waitedFor(state()));
  if (names.size === 0 || isByHand(observed) || state().steps.some(isTaking)) return null;
  const done = taken(observed);
  const left = signals.find(({ name, payload }) => names.has(name) && !done.includes(canonical(payload)));
  return left ? `a step waits for '${left.name}', and ${canonical(left.payload)} was not taken` : null;
}
/** Items have taken payloads that no output shows yet. */
const isTaking = ({ function: name, status, items }: StepRecord): boolean =>
  name === 'flow.signal' && items !== undefined && status !== 'completed';
const isValid = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && typeof (payload as { n?: unknown }).n === 'number';
const waitedFor = ({ steps }: ExecutionState): string[] =>
  steps.flatMap(({ status, waiting_for, items }) =>
    status === 'running' && !items && waiting_for?.kind === 'signal' ? [waiting_for.name] : [],
  );
export const signals: Invariant = {
  rule: 'a signal is taken once, by a step that waits for its name',
  quiet: overlooked,
  closed: invented,
};
