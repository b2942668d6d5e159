import type { ExecutionState } from '../../src/contracts/execution.js';
import type { Invariant } from './invariant.js';

/** What the execution waits for, in the words of its state; null when nothing is said. */
export function waitOf({ status, dead_letter, approval, steps }: ExecutionState): string | null {
  if (status === 'failed' && dead_letter !== null) return 'parked';
  if (status === 'awaiting_approval' && approval?.status === 'pending') return 'approval';
  if (status === 'paused') return 'resume';
  const step = steps.find((one) => one.status === 'running' && one.waiting_for !== undefined);
  return step?.waiting_for ? step.waiting_for.kind : null;
}
export const nameableWaits: Invariant = {
  rule: 'an execution always ends or waits for something nameable',
  quiet: ({ host, state }) => {
    const now = state();
    if (now.completed_at !== null || host().isOver || host().inFlight > 0 || host().isBusy) return null;
    return waitOf(now) === null ? `it is ${now.status}, and nothing is going on` : null;
  },
};
