import type { Json, JsonObject } from '../contracts/json.js';

/**
 * What references read. The values are plain JSON and are not changed while an expression is evaluated.
 */
export interface Scope {
  input: Json;
  context: JsonObject;
  /** The whole output of a step; undefined where the step has no value. */
  stepOutput(step_number: number): Json | undefined;
  /** What `$item` and `$index` read: where a step with `foreach` runs for one item. The index counts from 0. */
  item?: { value: Json; index: number };
  /** Where it is given, a bare word reads a field of it (null where there is none); otherwise a bare word is a string. */
  bare_fields?: JsonObject;
}
