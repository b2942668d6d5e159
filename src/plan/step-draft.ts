import type { Join } from '../contracts/document.js';
import type { CatalogueEntry, FunctionCatalogue } from '../contracts/function.js';
import type { Finding } from '../contracts/finding.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { outputVariableOf } from '../schema/document/output-variable.js';
import { conditionDraft, type ConditionDraft } from './condition-draft.js';
import { inputDraft, type InputDraft } from './input-draft.js';
import { isObject, listIn, textIn } from './json-reading.js';

/** A step number with the place where the document names it. */
export interface PlacedStepNumber {
  step_number: number;
  path: string;
}

/**
 * A step as far as it can be read: the checks work on drafts, so that a document of a wrong shape still gets every
 * finding. What has the wrong type is undefined or empty here and has its finding from the shape check.
 */
export interface StepDraft {
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
  input: InputDraft;
  condition: ConditionDraft | null;
  depends_on: PlacedStepNumber[];
  output_schema: JsonSchema | null;
}

/** Reads every step of a document, whatever its shape. */
export function stepDrafts(document: JsonObject, functions: FunctionCatalogue): StepDraft[] {
  return listIn(document.workflow_steps).flatMap((step, index) =>
    isObject(step) ? [stepDraft(step, `/workflow_steps/${index}`, functions)] : [],
  );
}

function stepDraft(source: JsonObject, path: string, functions: FunctionCatalogue): StepDraft {
  const step_number = isStepNumber(source.step_number) ? source.step_number : undefined;
  const function_name = textIn(source.function_to_call);
  return {
    path,
    source,
    step_number,
    step_name: textIn(source.step_name),
    function_name,
    function: function_name === undefined ? undefined : functions.get(function_name),
    output_variable: textIn(source.output_variable) ?? defaultOutputVariable(step_number),
    join: source.join === 'any' || source.join === 'always' ? source.join : 'all',
    input: inputDraft(source.input_mapping, `${path}/input_mapping`),
    condition: conditionDraft(source.condition, `${path}/condition`),
    depends_on: listIn(source.depends_on).flatMap((step, index) =>
      isStepNumber(step) ? [{ step_number: step, path: `${path}/depends_on/${index}` }] : [],
    ),
    output_schema: schemaIn(source.output_schema),
  };
}

const isStepNumber = (value: Json | undefined): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const defaultOutputVariable = (step_number: number | undefined): string | undefined =>
  step_number === undefined ? undefined : outputVariableOf({ step_number });

/** A JSON Schema as far as its own shape goes: an object or a boolean. */
export const schemaIn = (value: Json | undefined): JsonSchema | null =>
  isObject(value) || typeof value === 'boolean' ? value : null;

/** The step_number of a finding about a step, where it has one. */
export const stepPlace = ({ step_number }: StepDraft): Pick<Finding, 'step_number'> =>
  step_number === undefined ? {} : { step_number };
