import { checkSchema } from '../../schema/json-schema/check-schema.js';
import { literalArguments } from '../argument-binding.js';
import type { Check } from '../compile-context.js';
import { isObject } from '../json-reading.js';
import { stepPlace } from '../step-draft.js';

/** A literal payload_schema of flow.signal is a JSON Schema that may be used. */
export const payloadSchemas: Check = ({ steps }) =>
  steps.flatMap((step) => {
    if (step.function_name !== 'flow.signal') return [];
    const { payload_schema } = literalArguments(step.input.binding);
    if (!isObject(payload_schema)) return [];
    return checkSchema(payload_schema, `${step.input.path}/payload_schema`).map((finding) => ({
      ...finding,
      ...stepPlace(step),
    }));
  });
