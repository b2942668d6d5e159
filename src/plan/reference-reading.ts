import type { JsonObject, JsonSchema } from '../contracts/json.js';
import type { OutputVariableOf } from '../language/bind-step-output.js';
import { isObject, listIn, schemaIn } from './json-reading.js';
import type { SchemaPlace } from './schema-reading/schema-place.js';
import { outputVariableIn, stepNumberIn } from './step-identity.js';

/** What the references of a document mean beyond their own text. */
export interface ReferenceReading {
  /** `$stepN.name`, where name is step N's output_variable, is its whole output. */
  outputVariableOf: OutputVariableOf;
  /** It says what an argument becomes whose `$input` the caller left out. */
  input_schema: JsonSchema | null;
  /** It says the same of `$item`, in a step with `foreach` over a list of the input. */
  item?: SchemaPlace | undefined;
}

export function referenceReading(document: JsonObject): ReferenceReading {
  const variables = outputVariables(document);
  return {
    outputVariableOf: (step_number) => variables.get(step_number),
    input_schema: schemaIn(document.input_schema),
  };
}

/** By step_number; of several steps with one number the first. */
function outputVariables(document: JsonObject): ReadonlyMap<number, string | undefined> {
  const variables = new Map<number, string | undefined>();
  for (const step of listIn(document.workflow_steps).filter(isObject)) {
    const step_number = stepNumberIn(step);
    if (step_number !== undefined && !variables.has(step_number)) variables.set(step_number, outputVariableIn(step));
  }
  return variables;
}
