import type { Finding } from '../../contracts/finding.js';
import { isFlowFunction } from '../../contracts/flow-function.js';
import type { CatalogueEntry } from '../../contracts/function.js';
import type { Json, JsonObject } from '../../contracts/json.js';
import { compileSchema } from '../../schema/json-schema/compile-schema.js';
import { literalArguments } from '../argument-binding.js';
import type { Check } from '../compile-context.js';
import { objectIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { placeOf } from '../schema-reading/schema-place.js';
import { typeOfValue, typesAt, typesOverlap } from '../schema-reading/schema-types.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/** Literal arguments of a step that the workflow itself runs are within their bounds. */
export const flowArguments: Check = ({ steps }) =>
  steps.flatMap((step) => (step.function && isFlowFunction(step.function_name) ? outside(step, step.function) : []));

function outside(step: StepDraft, { input }: CatalogueEntry): Finding[] {
  const properties = objectIn(objectIn(input)?.properties) ?? {};
  const given = Object.entries(literalArguments(step.input.binding));
  const values = given.filter(([name, value]) => mayHaveType(value, properties[name]));
  const { findings } = compileSchema({ properties }).validate(Object.fromEntries(values) as JsonObject);
  return findings.map(({ path, message }) =>
    planFinding('invalid_argument', `${step.input.path}${path}`, message, stepPlace(step)),
  );
}

/** Values of quite another type have their finding from the check of types. */
function mayHaveType(value: Json, schema: Json | undefined): boolean {
  const wanted = typesAt(placeOf(objectIn(schema) ?? true));
  return wanted === undefined || typesOverlap([typeOfValue(value)], wanted);
}
