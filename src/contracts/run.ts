/** Names and shapes by which clients and workers speak with the workflow `runPlan`. */
import type { ExecutionEvent } from './events.js';
import type { ExecutionRequest, ExecutionState } from './execution.js';
import type { InputFinding } from './finding.js';
import type { JsonObject } from './json.js';

export const RUN_PLAN = 'runPlan';
export const QUERY_EVENTS = 'events';
export const QUERY_EXECUTION = 'execution';
export const QUERY_RETRIES = 'retries';
export const SIGNAL_ATTEMPT = 'attempt';
/** Commands come as an update with a validator, or as a plain signal of the same name. */
export const COMMAND = 'command';
/** Type of the failure by which the update's validator refuses a command. */
export const COMMAND_REFUSED = 'command_refused';

/** An execution to be stored: its request, what the interpreter knows, and its log. */
export interface ExecutionRecord {
  request: ExecutionRequest;
  run_id: string;
  state: ExecutionState;
  events: ExecutionEvent[];
}
/** The platform's own local activities. A type, not an interface: Temporal asks for an index signature. */
export type PlatformActivities = {
  saveExecution(record: ExecutionRecord): Promise<void>;
  checkOutput(plan_hash: string, output: JsonObject): Promise<InputFinding[]>;
};
/** Sinks: out of the workflow, at once, perhaps repeated or lost. A type for the same reason. */
export type EventSinks = {
  events: { publish(events: ExecutionEvent[]): void };
};
