/**
 * When an execution goes on in a new run. Temporal ends a workflow at 51,200 events or 50 MB, and reading a long history
 * again, after its worker was lost, takes time. What is in flight keeps adding events, so the last bound leaves room.
 */
import type { HistoryPressure } from './step-host.js';

/** A run with this many events hands over at the next moment at which nothing is in flight. */
const DRAIN_EVENTS = 5_000;
/** With so many times the first bound, nothing starts until it has handed over. */
const FULL_FACTOR = 6;
const BYTES_PER_EVENT = 1_000;

export function historyPressure(
  { historyLength, historySize }: { historyLength: number; historySize: number },
  drain_events = DRAIN_EVENTS,
): HistoryPressure {
  const length = Math.max(historyLength, historySize / BYTES_PER_EVENT);
  if (length < drain_events) return 'none';
  return length < drain_events * FULL_FACTOR ? 'drain' : 'full';
}
