import type { StepRecord } from '../../src/contracts/execution.js';
import type { Json } from '../../src/contracts/json.js';
import { canonical, functionOutput } from '../documents/simulated-functions.js';
import type { StepHistory } from '../ledger.js';
import type { Invariant, Verdict } from './invariant.js';

function wrongUnit({ step, inputs }: StepHistory, item: number, output: Json | undefined): Verdict {
  const input = inputs.get(item);
  const right = input && functionOutput(step.function, input);
  if (canonical(output) === canonical(right)) return null;
  return `step ${step.step_number}${item < 0 ? '' : ` item ${item}`} has ${canonical(output)}, not ${canonical(right)}`;
}
function wrong({ output, items, used_fallback }: StepRecord, history: StepHistory): Verdict {
  if (!items) return used_fallback ? null : wrongUnit(history, -1, output);
  if (used_fallback !== items.some((item) => item.used_fallback)) return `used_fallback is ${used_fallback}`;
  for (const { index, status, used_fallback: fell } of items) {
    if (status !== 'completed' || fell) continue;
    const verdict = wrongUnit(history, index, Array.isArray(output) ? output[index] : undefined);
    if (verdict !== null) return verdict;
  }
  return null;
}
export const outputs: Invariant = {
  rule: 'an output is what the function returned for the last arguments',
  closed: ({ state, ledger }) => {
    for (const record of state().steps) {
      const history = ledger.step(record.step_number);
      if (record.status !== 'completed' || history.isFlow || ledger.isCompletedByHand(record.step_number)) continue;
      const verdict = record.taken_from === undefined ? wrong(record, history) : null;
      if (verdict !== null) return verdict;
    }
    return null;
  },
};
