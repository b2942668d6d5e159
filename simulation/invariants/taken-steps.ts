import type { StepRecord } from '../../src/contracts/execution.js';
import type { RecordedStep } from '../../src/contracts/recording.js';
import { canonical } from '../documents/simulated-functions.js';
import type { StepHistory } from '../ledger.js';
import type { Invariant, Verdict } from './invariant.js';

function wronglyTaken(record: StepRecord, { dispatches }: StepHistory, recorded: RecordedStep | undefined): Verdict {
  const { step_number, output, attempts } = record;
  if (!recorded) return `step ${step_number} is taken from a record that does not have it`;
  if (dispatches > 0 || attempts > 0) return `step ${step_number} is taken from the record, and it ran`;
  const isSame = canonical(output) === canonical(recorded.output);
  return isSame ? null : `step ${step_number} has ${canonical(output)}, on the record ${canonical(recorded.output)}`;
}
/** The arguments of the last run, as a record has them. */
function argumentsOf({ step, inputs }: StepHistory): string {
  if (!step.foreach) return canonical(inputs.get(-1));
  return canonical(Array.from({ length: inputs.size }, (_, item) => inputs.get(item) ?? null));
}
function runAgain(record: StepRecord, history: StepHistory, recorded: RecordedStep | undefined): Verdict {
  if (!recorded || history.dispatches === 0 || record.input_override !== undefined) return null;
  const isSame = argumentsOf(history) === canonical(recorded.input);
  return isSame ? `step ${record.step_number} ran again with the arguments that are on record` : null;
}
export const takenSteps: Invariant = {
  rule: 'a rerun takes over what was done with the same arguments, and only that',
  closed: ({ state, ledger, recording }) => {
    for (const record of state().steps) {
      const history = ledger.step(record.step_number);
      const recorded = recording?.steps[String(record.step_number)];
      const wrong = record.taken_from === undefined ? runAgain : wronglyTaken;
      const verdict = wrong(record, history, recorded);
      if (verdict !== null) return verdict;
    }
    return null;
  },
};
