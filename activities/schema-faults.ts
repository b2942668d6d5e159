import { checkSchema } from '../src/schema/json-schema/check-schema.js';
import { readJson } from './json-output.js';

/** What is wrong with a JSON Schema that a pack gives, one text each; empty when it can be used. */
export function schemaFaults(schema: unknown): string[] {
  const reading = readJson(schema);
  if (reading.kind === 'json') return checkSchema(reading.value, '').map(({ message }) => message);
  return [`${['schema', ...reading.path].join('.')}: ${reading.problem}`];
}
