import type { JsonObject } from './json.js';

/** An entry of GET /audit. What it is not about is left out. */
export interface AuditRow {
  id: number;
  /** An event's name, `command_` and the command's, or what was done to a workflow document. */
  action: string;
  execution_id?: string;
  step_number?: number;
  attempt?: number;
  /** Null when unknown, and for what no person did. */
  actor: string | null;
  /** Where it came from: `api` and an address, or `workflow`. */
  source: string;
  details: JsonObject;
  timestamp: string;
}
