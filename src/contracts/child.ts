/** Executions that a step of another execution begins: `flow.workflow`. */
import type { ExecutionError, ExecutionRequest, ExecutionStatus, ParentStep } from './execution.js';
import type { JsonObject } from './json.js';

/** What a child is to be. Its id is made by the parent, so that it is begun once. */
export interface ChildStart {
  execution_id: string;
  parent: ParentStep;
  deliverable_type: string;
  /** Null for the present one. */
  version: number | null;
  input_data: JsonObject;
  user_id: string | null;
  context: JsonObject;
}
/** The child's row is written, or why there is none: `unknown_workflow`, `workflow_not_startable`, `invalid_input`. */
export type ChildPreparation =
  { kind: 'prepared'; request: ExecutionRequest } | { kind: 'refused'; type: string; message: string };

/** A child's end, as it tells its parent. */
export interface ChildEnd {
  execution_id: string;
  status: ExecutionStatus;
  output: JsonObject | null;
  error: ExecutionError | null;
}
/** Executions above one another, the first among them; one more is refused. */
export const MAX_CHILD_DEPTH = 10;
