import type { Invariant } from './invariant.js';

/** What runs gets a moment to end, and the record has to be stored. */
const LIMIT_MS = 60_000;

export const cancel: Invariant = {
  rule: 'cancel always leads to an end, soon',
  quiet: ({ ledger: { cancelled_at }, world: { time }, state }) => {
    if (cancelled_at === null || state().completed_at !== null || time.elapsed_ms <= cancelled_at + LIMIT_MS)
      return null;
    return `cancelled ${time.elapsed_ms - cancelled_at} ms ago and still ${state().status}`;
  },
  closed: ({ ledger, state }) => {
    const { status, error } = state();
    if (!ledger.cancelled || status === 'cancelled') return null;
    return status === 'failed' && error?.type === 'timeout' ? null : `cancelled, but it ended as ${status}`;
  },
};
