/** What a rerun takes from the record of an earlier execution. */
import type { Json, JsonObject } from './json.js';
import type { PlanStep } from './plan.js';
import type { StepError } from './execution.js';

/** A step that had a value. It is taken over where function, settings and arguments are the same. */
export interface RecordedStep {
  function: string;
  settings: StepSettings;
  /** The arguments; of a step with `foreach` those of each item. */
  input: JsonObject | JsonObject[];
  output: Json;
  used_fallback: boolean;
  error: StepError | null;
}
/** By step number. JSON has no numbers as keys. */
export interface Recording {
  execution_id: string;
  steps: Record<string, RecordedStep>;
}
/** What decides beside function and arguments how a step comes to its output. */
export type StepSettings = Pick<
  PlanStep,
  | 'timeout_seconds'
  | 'total_timeout_seconds'
  | 'retry'
  | 'on_error'
  | 'fallback_value'
  | 'output_schema'
  | 'validation_rules'
>;
export function stepSettings(step: PlanStep): StepSettings {
  const { timeout_seconds, total_timeout_seconds, retry } = step;
  const { on_error, fallback_value, output_schema, validation_rules } = step;
  return { timeout_seconds, total_timeout_seconds, retry, on_error, fallback_value, output_schema, validation_rules };
}
