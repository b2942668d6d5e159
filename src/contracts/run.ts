/** Names and shapes by which clients and workers speak with the workflow `runPlan`. */
import type { AppliedCommand } from './commands.js';
import type { ExecutionEvent } from './events.js';
import type { ExecutionRequest, ExecutionState } from './execution.js';
import type { InputFinding } from './finding.js';
import type { ChildStart, ChildPreparation } from './child.js';
import type { Json, JsonObject, JsonSchema } from './json.js';

export const RUN_PLAN = 'runPlan';
export const QUERY_EVENTS = 'events';
export const QUERY_EXECUTION = 'execution';
export const QUERY_RETRIES = 'retries';
/** By how many seconds the time limits of each of these running steps were extended: asked and answered as lists. */
export const QUERY_EXTENSION = 'extension';
export const SIGNAL_ATTEMPT = 'attempt';
/** From a child's workflow to the one of its parent. */
export const SIGNAL_CHILD = 'child';
/** Commands come as an update with a validator, or as a plain signal of the same name. */
export const COMMAND = 'command';
/** Type of the failure by which the update's validator refuses a command. */
export const COMMAND_REFUSED = 'command_refused';
/** The same for a moment at which no command can be taken: it passes, and the command may be given again. */
export const COMMAND_BUSY = 'command_busy';

/** An execution to be stored: its request, what the interpreter knows, and its log. */
export interface ExecutionRecord {
  request: ExecutionRequest;
  run_id: string;
  state: ExecutionState;
  events: ExecutionEvent[];
  /** What was applied since the last part of the log was let go of: it is audited with the record. */
  commands?: AppliedCommand[];
}
/** The platform's own local activities. A type, not an interface: Temporal asks for an index signature. */
export type PlatformActivities = {
  saveExecution(record: ExecutionRecord): Promise<void>;
  checkOutput(plan_hash: string, output: JsonObject): Promise<InputFinding[]>;
  checkValue(schema: JsonSchema, value: Json): Promise<InputFinding[]>;
  /** Stores a part of the log that the workflow lets go of, and audits it; again with the same part does nothing. */
  saveSegment(execution_id: string, events: ExecutionEvent[], commands?: AppliedCommand[]): Promise<void>;
  /** Writes the row of a child that is about to start; again with the same id gives the same answer. */
  prepareChild(start: ChildStart): Promise<ChildPreparation>;
};
/** Sinks: out of the workflow, at once, perhaps repeated or lost. A type for the same reason. */
export type EventSinks = {
  events: { publish(events: ExecutionEvent[]): void };
};
