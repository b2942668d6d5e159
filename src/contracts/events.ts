/** The event log of an execution, as clients see it: flat, numbered from 1, in order, without gaps. */
import type { ExecutionError, Progress, Risk, SkipReason, StepError, StepStatus } from './execution.js';
import type { Json, JsonObject } from './json.js';

export interface RecoveryLink {
  action: 'retry' | 'skip' | 'complete';
  method: 'POST';
  href: string;
}
export type EventBody =
  | { event: 'execution_started'; deliverable_type: string; version: number; total_steps: number }
  | { event: 'step_started'; step_number: number; step_name: string; attempt: number }
  | { event: 'step_progress'; step_number: number; item?: number; progress_percent?: number; output?: Json }
  | {
      event: 'step_retrying';
      step_number: number;
      /** Of a step with `foreach`: the index of the item. */
      item?: number;
      attempt: number;
      error_type: string;
      message: string;
      transient: boolean;
      delay_seconds: number;
    }
  | {
      event: 'step_completed';
      step_number: number;
      step_name: string;
      status: StepStatus;
      attempt: number;
      /** Of the successful attempt; 0 without one (a fallback, a completion by hand). */
      execution_time_ms: number;
      output: Json;
      used_fallback: boolean;
      error: StepError | null;
      /** The execution whose record the output was taken from. */
      taken_from?: string;
    }
  | { event: 'step_failed'; step_number: number; step_name: string; error: StepError; recovery: RecoveryLink[] }
  | { event: 'step_skipped'; step_number: number; step_name: string; reason: SkipReason; error: StepError | null }
  | { event: 'step_timeout'; step_number: number; item?: number; attempt: number; timeout_seconds: number }
  | ({ event: 'progress_update' } & Progress)
  | { event: 'execution_paused' }
  | { event: 'execution_resumed' }
  | { event: 'approval_required'; risk: Risk; expires_at: string }
  | { event: 'approval_decided'; decision: string; by: string | null; notes: string | null }
  | { event: 'execution_completed'; status: string; total_time_ms: number; output: JsonObject; risk: Risk | null }
  | {
      event: 'execution_failed';
      error: ExecutionError;
      failed_steps: number[];
      dead_letter: { parked_until: string } | null;
      recovery: RecoveryLink[];
      total_time_ms: number;
    }
  | { event: 'execution_cancelled'; total_time_ms: number };

export interface EventHead {
  seq: number;
  execution_id: string;
  /** ISO 8601 UTC with milliseconds: when the thing happened, by the clock of whoever did it. */
  timestamp: string;
}
export type ExecutionEvent = EventHead & EventBody;
export type EventName = EventBody['event'];

export interface EventPage {
  items: ExecutionEvent[];
  last_seq: number;
}
/** The record that holds these events is stored before they are told. */
export function followsRecord({ event }: ExecutionEvent): boolean {
  switch (event) {
    case 'execution_completed':
    case 'execution_failed':
    case 'execution_cancelled':
    case 'approval_required':
      return true;
    default:
      return false;
  }
}
/** The events after which nothing follows on the log. A parked failure (dead_letter set) is not final. */
export function isFinalEvent(event: ExecutionEvent): boolean {
  switch (event.event) {
    case 'execution_completed':
    case 'execution_cancelled':
      return true;
    case 'execution_failed':
      return event.dead_letter === null;
    default:
      return false;
  }
}
