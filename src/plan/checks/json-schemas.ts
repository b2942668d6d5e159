import type { Finding } from '../../contracts/finding.js';
import { checkSchema } from '../../schema/json-schema/check-schema.js';
import type { Check } from '../compile-context.js';
import { isObject } from '../json-reading.js';
import { stepPlace } from '../step-draft.js';

/** input_schema and output_schema of the document and output_schema of its steps are JSON Schemas that may be used. */
export const jsonSchemas: Check = ({ source, steps }) => [
  ...findingsOf(source.input_schema, '/input_schema'),
  ...findingsOf(source.output_schema, '/output_schema'),
  ...steps.flatMap((step) =>
    findingsOf(step.source.output_schema, `${step.path}/output_schema`).map((finding) => ({
      ...finding,
      ...stepPlace(step),
    })),
  ),
];

/** What is no object has its finding from the shape check. */
const findingsOf = (schema: Parameters<typeof isObject>[0], path: string): Finding[] =>
  isObject(schema) ? checkSchema(schema, path) : [];
