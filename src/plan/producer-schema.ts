import type { Json, JsonSchema } from '../contracts/json.js';
import { literalArguments } from './argument-binding.js';
import { objectIn, schemaIn } from './json-reading.js';
import { placeOf, type SchemaPlace } from './schema-reading/schema-place.js';
import type { StepDraft } from './step-draft.js';

/** What is known about the values of a producer. Enforced: a value that violates the schema never reaches a reader. */
export interface ProducerSchema {
  place: SchemaPlace;
  enforced: boolean;
}

/**
 * The schema of a step's output: its own output_schema, which is checked on every output, or else its function's, which
 * only describes. A fallback_value is not the function's output, so a step that may use one enforces nothing. With
 * foreach that is the schema of each item, and the output is a list of them.
 */
export function producerOf(step: StepDraft): ProducerSchema | undefined {
  const output = functionOutput(step);
  if (step.foreach === null) return output;
  return { place: listOf(output?.place ?? placeOf(true), step), enforced: output?.enforced ?? false };
}

function functionOutput(step: StepDraft): ProducerSchema | undefined {
  const checked = step.output_schema ?? payloadSchema(step);
  if (checked !== null) return { place: placeOf(checked), enforced: !mayFallBack(step) };
  return step.function && { place: placeOf(step.function.output), enforced: false };
}

/** The output of a flow.signal step is the signal's payload. */
function payloadSchema({ function_name, input }: StepDraft): JsonSchema | null {
  return function_name === 'flow.signal' ? schemaIn(literalArguments(input.binding).payload_schema) : null;
}

/** Where an item that fails is skipped, null stands in its place. */
function listOf({ schema, root }: SchemaPlace, step: StepDraft): SchemaPlace {
  const items: Json = errorHandling(step).on_error === 'skip' ? { anyOf: [schema, { type: 'null' }] } : schema;
  return { schema: { type: 'array', items }, root };
}

function mayFallBack(step: StepDraft): boolean {
  const { on_error, fallback_value = null } = errorHandling(step);
  return on_error === 'continue' || fallback_value !== null;
}

const errorHandling = ({ source }: StepDraft) => objectIn(source.error_handling) ?? {};
