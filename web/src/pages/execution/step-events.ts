/** What an event of a step does to its record. */
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { AttemptRecord, StepRecord } from '../../../../src/contracts/execution.js';

export type StepEvent = Extract<ExecutionEvent, { step_number: number }>;
type Named<Name extends StepEvent['event']> = Extract<StepEvent, { event: Name }>;
export interface StepChange {
  step: StepRecord;
  stale: boolean;
}
export const isStepEvent = (event: ExecutionEvent): event is StepEvent => 'step_number' in event;

export function applyStepEvent(step: StepRecord, event: StepEvent): StepChange {
  if (isKnown(step, event)) return { step, stale: false };
  switch (event.event) {
    case 'step_started':
      return started(step, event);
    case 'step_retrying':
      return { step: retrying(step, event), stale: false };
    case 'step_completed':
      return { step: completed(step, event), stale: step.items !== undefined };
    case 'step_failed':
      return { step: failed(step, event), stale: step.items !== undefined };
    case 'step_skipped':
      return { step: skipped(step, event), stale: false };
    case 'step_progress':
    case 'step_timeout':
      return { step, stale: false };
    default:
      return event satisfies never;
  }
}
/** The record is of a later moment than the event. */
function isKnown(step: StepRecord, event: StepEvent): boolean {
  if (step.completed_at !== null && step.completed_at >= event.timestamp) return event.event !== 'step_retrying';
  switch (event.event) {
    case 'step_started':
      return step.attempts >= event.attempt && step.status !== 'pending';
    case 'step_failed':
      return step.attempts > event.error.attempt || hasRetry(step, event.error.attempt, undefined);
    default:
      return false;
  }
}
const hasRetry = ({ retries }: StepRecord, attempt: number, item: number | undefined): boolean =>
  retries.some((known) => known.attempt === attempt && known.item === item);

/** A failed step that begins again was recovered, and its failure goes to the retries, as the record says. */
function started(step: StepRecord, { attempt, timestamp }: Named<'step_started'>): StepChange {
  const begun: StepRecord = {
    ...step,
    status: 'running',
    attempts: Math.max(step.attempts, attempt),
    started_at: step.started_at ?? timestamp,
    completed_at: null,
    error: null,
  };
  return { step: begun, stale: step.status === 'failed' || step.function.startsWith('flow.') };
}
function retrying(step: StepRecord, event: Named<'step_retrying'>): StepRecord {
  const { attempt, item, error_type, message, delay_seconds, timestamp } = event;
  if (hasRetry(step, attempt, item)) return step;
  const about = { attempt, error_type, message, delay_seconds, timestamp };
  const retry: AttemptRecord = item === undefined ? about : { item, ...about };
  const attempts = item === undefined ? Math.max(step.attempts, attempt) : step.attempts;
  return { ...step, attempts, retries: [...step.retries, retry] };
}
function completed(step: StepRecord, event: Named<'step_completed'>): StepRecord {
  const { output, used_fallback, error, execution_time_ms, attempt, timestamp, taken_from } = event;
  return {
    ...step,
    status: 'completed',
    output,
    used_fallback,
    error,
    execution_time_ms: attempt > 0 ? execution_time_ms : null,
    attempts: Math.max(step.attempts, attempt),
    started_at: step.started_at ?? (attempt > 0 ? beginOf(timestamp, execution_time_ms) : null),
    completed_at: timestamp,
    ...(taken_from !== undefined && { taken_from }),
  };
}
const beginOf = (end: string, ms: number): string => new Date(Date.parse(end) - ms).toISOString();

function failed(step: StepRecord, { error, timestamp }: Named<'step_failed'>): StepRecord {
  const attempts = Math.max(step.attempts, error.attempt);
  return { ...step, status: 'failed', error, attempts, completed_at: timestamp };
}
function skipped(step: StepRecord, { reason, error, timestamp }: Named<'step_skipped'>): StepRecord {
  return { ...step, status: 'skipped', skip_reason: reason, error, completed_at: timestamp };
}
