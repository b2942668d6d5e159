import type { ExecutionStatus, StepRecord } from '../../src/contracts/execution.js';
import type { Ledger, StepHistory } from '../ledger.js';
import type { Invariant, Verdict } from './invariant.js';

/** Of a step that goes through a list, every item has come to something before the step is done. */
function openItem({ step_number, status, items = [] }: StepRecord): Verdict {
  if (status !== 'completed') return null;
  const open = items.find((item) => item.status !== 'completed' && item.status !== 'skipped');
  if (open) return `step ${step_number} is completed, and its item ${open.index} is ${open.status}`;
  const wrong = items.find((item) => item.used_fallback && item.error === null);
  return wrong ? `item ${wrong.index} of step ${step_number} fell back without an error` : null;
}
function differs({ step_number, status, completed_at, skip_reason, error }: StepRecord, { end }: StepHistory): Verdict {
  const isEnd = status === 'completed' || status === 'failed' || status === 'skipped';
  if (isEnd ? status !== end : end !== null) return `step ${step_number} is ${status}, the log says ${end}`;
  if (isEnd && completed_at === null) return `step ${step_number} is ${status} without a time`;
  if ((status === 'skipped') !== (skip_reason !== null))
    return `step ${step_number} is ${status}, reason ${skip_reason}`;
  return status === 'failed' && error === null ? `step ${step_number} failed without an error` : null;
}
/** The first attempt that told of its beginning says when the step was started. */
function wrongStart(steps: StepRecord[], ledger: Ledger): Verdict {
  for (const { step_number, started_at } of steps) {
    const { first_started_at } = ledger.step(step_number);
    if (started_at !== first_started_at)
      return `step ${step_number} was started ${first_started_at}, not ${started_at}`;
  }
  return null;
}
const ENDS: string[] = ['completed', 'skipped', 'failed', 'cancelled'];
const CLOSED = new Set<ExecutionStatus>(['completed', 'failed', 'rejected', 'cancelled']);

export const records: Invariant = {
  rule: 'records say what the log says',
  quiet: ({ state, ledger }) => {
    const { steps, status, completed_at, dead_letter } = state();
    if (completed_at !== null && !CLOSED.has(status)) return `closed as ${status}`;
    if (completed_at !== null && dead_letter !== null) return 'closed and parked';
    for (const record of steps) {
      const { step_number } = record;
      const isByHand = ledger.isCompletedByHand(step_number);
      const wrong = differs(record, ledger.step(step_number)) ?? (isByHand ? null : openItem(record));
      if (wrong !== null) return wrong;
    }
    return null;
  },
  closed: ({ state, ledger }) => {
    const { status, steps } = state();
    const ends = status === 'completed' || status === 'rejected' ? ['completed', 'skipped'] : ENDS;
    const open = steps.find((step) => !ends.includes(step.status));
    if (open) return `step ${open.step_number} is ${open.status} after an end as ${status}`;
    const running = steps.find(({ items = [] }) => items.some((item) => item.status === 'running'));
    return running ? `an item of step ${running.step_number} runs after the end` : wrongStart(steps, ledger);
  },
};
