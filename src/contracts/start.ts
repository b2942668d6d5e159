/** Starting an execution: POST /workflows/{type}/execute and POST /executions/{id}/rerun. */
import type { ExecutionMode } from './document.js';
import type { ExecutionStatus } from './execution.js';
import type { JsonObject } from './json.js';

/** Everything may be left out. */
export interface StartRequest {
  input_data?: JsonObject;
  user_id?: string | null;
  /** Under `$context`. */
  context?: JsonObject | null;
  /** Default: the present one. */
  version?: number | null;
  options?: { mode?: ExecutionMode; max_parallelism?: number } | null;
}
export interface RerunRequest {
  /** This step and all that depend on it run again; without one everything, or what another version changes. */
  from_step?: number | null;
  /** Default `same`. */
  version?: 'same' | 'latest' | number;
  /** Default: that of the earlier execution. */
  input_data?: JsonObject | null;
}
/** Where an execution is read and followed. */
export interface ExecutionLinks {
  self: string;
  events: string;
  timeline: string;
  graph: string;
  stream: string;
}
/** The 202: it is under way. */
export interface StartAccepted {
  execution_id: string;
  status: ExecutionStatus;
  links: ExecutionLinks;
}
