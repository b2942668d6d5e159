import type { AttemptRecord, ItemRecord, StepRecord } from '../../src/contracts/execution.js';
import type { Ledger, StepHistory } from '../ledger.js';
import type { Invariant, Verdict } from './invariant.js';

interface Trail {
  name: string;
  record: StepRecord | ItemRecord;
  /** Attempts that began. */
  made: number;
  retries: AttemptRecord[];
}
function trailsOf(record: StepRecord, { attempts }: StepHistory): Trail[] {
  const { step_number, items, retries } = record;
  const name = `step ${step_number}`;
  if (!items) return [{ name, record, made: attempts.get(-1) ?? 0, retries }];
  return items.map((item) => ({
    name: `${name} item ${item.index}`,
    record: item,
    made: attempts.get(item.index) ?? 0,
    retries: retries.filter((retry) => retry.item === item.index),
  }));
}
function miscounted({ name, record, made, retries }: Trail, isRecovered: boolean): Verdict {
  if (record.attempts !== made) return `${name} made ${made} attempts, its record says ${record.attempts}`;
  const numbers = retries.map(({ attempt }) => attempt);
  if (new Set(numbers).size < numbers.length) return `${name} has a retry twice: ${numbers.join(' ')}`;
  if (made === 0) return null;
  // All attempts but the last were followed by another one; where a person wanted one more, so was the last.
  const isRight = numbers.length === made - 1 || (isRecovered && numbers.length === made);
  return isRight ? null : `${name} made ${made} attempts and has the retries ${numbers.join(' ')}`;
}
/** What was cancelled before it could tell of its beginning may be missing. */
function isCut(record: StepRecord, { end }: StepHistory, ledger: Ledger): boolean {
  const isRestarted = [...ledger.steps.values()].some(({ recoveries }) => recoveries > 0);
  const hasCancelled = (record.items ?? []).some(({ status }) => status === 'cancelled');
  return end === null || hasCancelled || (isRestarted && ledger.failsFast);
}
export const attempts: Invariant = {
  rule: 'the attempts on record are those that were made, and each that failed is there',
  closed: ({ ledger, state }) => {
    for (const record of state().steps) {
      const history = ledger.step(record.step_number);
      if (history.isFlow || record.taken_from !== undefined || isCut(record, history, ledger)) continue;
      for (const trail of trailsOf(record, history)) {
        const verdict = miscounted(trail, history.recoveries > 0);
        if (verdict !== null) return verdict;
      }
      const all = trailsOf(record, history).reduce((sum, { made }) => sum + made, 0);
      if (record.attempts !== all) return `step ${record.step_number} made ${all} attempts, not ${record.attempts}`;
    }
    return null;
  },
};
