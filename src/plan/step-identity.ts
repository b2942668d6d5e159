import type { Json, JsonObject } from '../contracts/json.js';
import { outputVariableOf } from '../schema/document/output-variable.js';
import { textIn } from './json-reading.js';

export const isStepNumber = (value: Json | undefined): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

/** The number of a step; undefined where it has none that can be read. */
export const stepNumberIn = ({ step_number }: JsonObject): number | undefined =>
  isStepNumber(step_number) ? step_number : undefined;

/** The declared output_variable, or the one that a step without has; undefined where there is no step_number either. */
export function outputVariableIn(step: JsonObject): string | undefined {
  const step_number = stepNumberIn(step);
  return textIn(step.output_variable) ?? (step_number === undefined ? undefined : outputVariableOf({ step_number }));
}
