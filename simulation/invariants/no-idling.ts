import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import type { Invariant, Observed, Verdict } from './invariant.js';
import { isReady } from './readiness.js';
import { running, runningIn } from './parallelism.js';

/** Nothing that a person, a limit or a long history has to say keeps a step from starting. */
function isFree({ ledger, plan, world, host }: Observed, { status }: ExecutionState): boolean {
  const { failure_policy, timeout_seconds } = plan.execution;
  const mayBeStopped = failure_policy === 'fail_fast' || timeout_seconds !== null || ledger.cancelled;
  return status === 'running' && !mayBeStopped && !ledger.paused && world.pressure() === 'none' && !host().isBusy;
}
function waitingStep(observed: Observed, { steps }: ExecutionState): Verdict {
  if (observed.mode === 'level') return null;
  const pending = new Set(steps.filter(({ status }) => status === 'pending').map(({ step_number }) => step_number));
  const idle = observed.plan.steps.find((step) => pending.has(step.step_number) && isReady(step, observed));
  return idle ? `step ${idle.step_number} is ready, there is room, and it does not start` : null;
}
function waitingItem({ ledger }: Observed, steps: StepRecord[]): Verdict {
  for (const record of steps) {
    const { status, items, step_number } = record;
    if (status !== 'running' || !items || items.some((item) => item.status === 'failed')) continue;
    const limit = ledger.step(step_number).step.foreach?.max_parallelism ?? Infinity;
    const waiting = items.find((item) => item.status === 'pending');
    if (waiting && running(record) < limit) return `item ${waiting.index} of step ${step_number} could start`;
  }
  return null;
}
export const noIdling: Invariant = {
  rule: 'what is ready starts as soon as there is room for it',
  quiet: (observed) => {
    const state = observed.state();
    const limit = observed.mode === 'sequential' ? 1 : observed.max_parallelism;
    if (!isFree(observed, state) || runningIn(state) >= limit) return null;
    return waitingStep(observed, state) ?? waitingItem(observed, state.steps);
  },
};
