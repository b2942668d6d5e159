import type { Join } from '../contracts/document.js';
import type { CatalogueEntry, FunctionCatalogue } from '../contracts/function.js';
import type { Finding } from '../contracts/finding.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { conditionDraft, type ConditionDraft } from './condition-draft.js';
import { foreachDraft, type ForeachDraft } from './foreach-draft.js';
import { inputDraft, type InputDraft } from './input-draft.js';
import { inputItems } from './input-items.js';
import { isObject, listIn, schemaIn, textIn } from './json-reading.js';
import type { ReferenceReading } from './reference-reading.js';
import { stepDependencies, type StepDependencies } from './step-dependencies.js';
import { isStepNumber, outputVariableIn, stepNumberIn } from './step-identity.js';

/** A step number with the place where the document names it. */
export interface PlacedStepNumber {
  step_number: number;
  path: string;
}

/**
 * A step as far as it can be read: the checks work on drafts, so that a document of a wrong shape still gets every
 * finding. What has the wrong type is undefined or empty here and has its finding from the shape check.
 */
export interface StepDraft extends StepDependencies {
  /** JSON Pointer of the step. */
  path: string;
  source: JsonObject;
  step_number: number | undefined;
  step_name: string | undefined;
  function_name: string | undefined;
  /** The function that the name stands for; undefined when no loaded pack has it. */
  function: CatalogueEntry | undefined;
  /** The declared one, or the one that a step without has; undefined where there is no step_number either. */
  output_variable: string | undefined;
  join: Join;
  foreach: ForeachDraft | null;
  input: InputDraft;
  condition: ConditionDraft | null;
  depends_on: PlacedStepNumber[];
  output_schema: JsonSchema | null;
}

/** Reads every step of a document, whatever its shape. */
export function stepDrafts(document: JsonObject, functions: FunctionCatalogue, reading: ReferenceReading): StepDraft[] {
  return listIn(document.workflow_steps).flatMap((step, index) =>
    isObject(step) ? [stepDraft(step, `/workflow_steps/${index}`, functions, reading)] : [],
  );
}

function stepDraft(
  source: JsonObject,
  path: string,
  functions: FunctionCatalogue,
  reading: ReferenceReading,
): StepDraft {
  const function_name = textIn(source.function_to_call);
  const foreach = foreachDraft(source, `${path}/foreach`, reading);
  const item = inputItems(foreach, reading);
  const input = inputDraft(source.input_mapping, `${path}/input_mapping`, { ...reading, item });
  const condition = conditionDraft(source.condition, `${path}/condition`, reading);
  const depends_on = placedStepNumbers(source.depends_on, `${path}/depends_on`);
  return {
    path,
    source,
    step_number: stepNumberIn(source),
    step_name: textIn(source.step_name),
    function_name,
    function: function_name === undefined ? undefined : functions.get(function_name),
    output_variable: outputVariableIn(source),
    join: source.join === 'any' || source.join === 'always' ? source.join : 'all',
    foreach,
    input,
    condition,
    depends_on,
    ...stepDependencies({ input, foreach, condition, depends_on }),
    output_schema: schemaIn(source.output_schema),
  };
}

const placedStepNumbers = (value: Json | undefined, path: string): PlacedStepNumber[] =>
  listIn(value).flatMap((step_number, index) =>
    isStepNumber(step_number) ? [{ step_number, path: `${path}/${index}` }] : [],
  );

/** The step_number of a finding about a step, where it has one. */
export const stepPlace = ({ step_number }: StepDraft): Pick<Finding, 'step_number'> =>
  step_number === undefined ? {} : { step_number };
