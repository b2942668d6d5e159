import type { StepRecord } from './execution.js';
import type { JsonObject } from './json.js';

/** The answer of GET /executions/{id}/steps/{n}. */
export interface StepDetail extends StepRecord {
  /**
   * The arguments: what a person gave in place of the mapped ones, or what the mapping resolves to now. Of a step with
   * `foreach` those of each item. Null where a reference has no value (yet), or where it cannot be told any more.
   */
  input: JsonObject | JsonObject[] | null;
}
