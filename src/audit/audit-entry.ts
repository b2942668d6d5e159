/** One line of the audit: who did what, or what happened, and when. */
import type { EventName, ExecutionEvent } from '../contracts/events.js';
import type { StepError } from '../contracts/execution.js';
import type { Json, JsonObject } from '../contracts/json.js';

export interface AuditEntry {
  /** An event's name, `command_` and the command's, or what was done to a workflow document. */
  action: string;
  execution_id: string | null;
  /** Of the event that the entry is about; null for what is no event. */
  seq: number | null;
  /** What tells a command apart from all others to the execution; null for what is none. */
  act: string | null;
  step_number: number | null;
  attempt: number | null;
  /** Null when unknown, and for what no person did. */
  actor: string | null;
  /** Where it came from: `api` and an address, or `workflow`. */
  source: string;
  details: JsonObject;
  /** ISO 8601 UTC with milliseconds. */
  timestamp: string;
}
/** How far something is: said often, and of no use later. */
const UNAUDITED: ReadonlySet<EventName> = new Set<EventName>(['step_progress', 'progress_update']);
/** What an entry has in its own place; outputs, which are large and may be secret; and links. */
const NOT_IN_DETAILS = new Set([
  ...['seq', 'event', 'execution_id', 'timestamp', 'step_number', 'attempt'],
  ...['output', 'recovery'],
]);

/** Null for an event that the audit does not keep. */
export function entryOfEvent(event: ExecutionEvent): AuditEntry | null {
  if (UNAUDITED.has(event.event)) return null;
  const { seq, execution_id, timestamp } = event;
  const failure = lastFailure(event);
  return {
    action: event.event,
    execution_id,
    seq,
    act: null,
    step_number: 'step_number' in event ? event.step_number : null,
    attempt: failure?.attempt ?? ('attempt' in event ? event.attempt : null),
    actor: event.event === 'approval_decided' ? event.by : null,
    source: 'workflow',
    details: { ...detailsOf(event), ...(failure && attemptDetails(failure)) },
    timestamp,
  };
}
function detailsOf(event: ExecutionEvent): JsonObject {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !NOT_IN_DETAILS.has(name)));
}
/** The failed attempt that no other followed, by which a step ended. */
function lastFailure(event: ExecutionEvent): StepError | null {
  switch (event.event) {
    case 'step_failed':
      return event.error;
    case 'step_skipped':
      return event.reason === 'error' ? event.error : null;
    case 'step_completed':
      return event.used_fallback ? event.error : null;
    default:
      return null;
  }
}
/** As step_retrying says it of the attempts before. */
function attemptDetails({ type, message, transient }: StepError): Record<string, Json> {
  return { error_type: type, message, transient, delay_seconds: null };
}
