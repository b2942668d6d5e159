import { compileSchema, InvalidSchemaError } from '../../schema/json-schema/compile-schema.js';
import type { Json, JsonSchema } from '../../contracts/json.js';
import type { Check } from '../compile-context.js';
import { objectIn, ownValue } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/** A fallback_value that may be used fits the step's own output_schema. */
export const fallbackValue: Check = ({ steps }) =>
  steps.flatMap((step) => {
    const value = usableFallback(step);
    if (value === undefined || step.output_schema === null) return [];
    return violations(value, step.output_schema).map((text) => {
      const message = `fallback_value does not fit the output_schema: ${text}`;
      return planFinding(
        'fallback_violates_schema',
        `${step.path}/error_handling/fallback_value`,
        message,
        stepPlace(step),
      );
    });
  });

/** The declared fallback; null counts only with on_error continue, elsewhere it says that there is none. */
function usableFallback({ source }: StepDraft): Json | undefined {
  const handling = objectIn(source.error_handling) ?? {};
  const value = ownValue(handling, 'fallback_value');
  return value === null && handling.on_error !== 'continue' ? undefined : value;
}

/** None for a schema that is itself not valid, which has its own findings. */
function violations(value: Json, schema: JsonSchema): string[] {
  try {
    const { findings } = compileSchema(schema).validate(value, 'output_invalid');
    return findings.map(({ message }) => message);
  } catch (error) {
    if (error instanceof InvalidSchemaError) return [];
    throw error;
  }
}
