import type { Invariant } from './invariant.js';

/** What runs gets a moment to end, wake-ups are lost, and the record has to be stored. */
const LIMIT_MS = 60_000;

export const executionTimeout: Invariant = {
  rule: 'timeout_seconds ends an execution that nobody has to decide about',
  closed: ({ plan, ledger, state }) => {
    const { timeout_seconds } = plan.execution;
    const { total_time_ms, approval, status, error } = state();
    if (timeout_seconds === null || total_time_ms === null) return null;
    const isTimedOut = status === 'failed' && error?.type === 'timeout' && error.step_number === undefined;
    if (isTimedOut && total_time_ms < timeout_seconds * 1000) return `timed out after ${total_time_ms} ms`;
    if (approval !== null || ledger.parks > 0) return null;
    return total_time_ms <= timeout_seconds * 1000 + LIMIT_MS
      ? null
      : `took ${total_time_ms} ms of ${timeout_seconds} s`;
  },
};
