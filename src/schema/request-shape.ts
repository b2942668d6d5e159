import type { Finding } from '../contracts/finding.js';
import type { Json, JsonSchema } from '../contracts/json.js';
import { compileSchema } from './json-schema/compile-schema.js';

/** What is wrong with the body or the query of a request, as findings `request_invalid`; defaults are not filled in. */
export function checkRequest(schema: JsonSchema, value: Json): Finding[] {
  return compileSchema(schema).validate(value, 'request_invalid').findings;
}
