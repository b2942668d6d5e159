import type { JsonSchema } from '../contracts/json.js';
import { objectIn } from './json-reading.js';
import type { StepDraft } from './step-draft.js';

/** What is known about the values of a producer. Enforced: a value that violates the schema never reaches a reader. */
export interface ProducerSchema {
  schema: JsonSchema;
  enforced: boolean;
}

/**
 * The schema of a step's output: its own output_schema, which is checked on every output, or else its function's, which
 * only describes. A fallback_value is not the function's output, so a step that may use one enforces nothing.
 */
export function producerOf(step: StepDraft): ProducerSchema | undefined {
  if (step.output_schema !== null) return { schema: step.output_schema, enforced: !mayFallBack(step) };
  return step.function && { schema: step.function.output, enforced: false };
}

function mayFallBack({ source }: StepDraft): boolean {
  const handling = objectIn(source.error_handling) ?? {};
  return handling.on_error === 'continue' || (handling.fallback_value ?? null) !== null;
}
