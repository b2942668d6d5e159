import type { ExecutionEvent } from '../../../../../src/contracts/events.js';

/** Which kinds of events are shown. */
export const EVENT_KINDS = {
  usual: { word: 'All but progress', has: (event) => !isProgress(event) },
  all: { word: 'Everything', has: () => true },
  trouble: { word: 'Failures, retries and skips', has: (event) => TROUBLE.has(event.event) },
  ends: { word: 'Ends of steps', has: (event) => ENDS.has(event.event) },
  execution: { word: 'Of the execution itself', has: (event) => !('step_number' in event) && !isProgress(event) },
} as const satisfies Record<string, { word: string; has(event: ExecutionEvent): boolean }>;
export type EventKind = keyof typeof EVENT_KINDS;

const TROUBLE = new Set(['step_retrying', 'step_failed', 'step_timeout', 'step_skipped', 'execution_failed']);
const ENDS = new Set(['step_completed', 'step_failed', 'step_skipped']);
const isProgress = ({ event }: ExecutionEvent): boolean => event === 'step_progress' || event === 'progress_update';

export interface EventFilter {
  kind: EventKind;
  /** Null for all. */
  step_number: number | null;
}
export function matches({ kind, step_number }: EventFilter, event: ExecutionEvent): boolean {
  if (step_number !== null && !('step_number' in event && event.step_number === step_number)) return false;
  return EVENT_KINDS[kind].has(event);
}
