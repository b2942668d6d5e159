import type { Json, JsonSchema } from '../../../../../src/contracts/json.js';
import { asObject } from './json-object.js';

/** Of the arguments of `flow.signal`; null where there is none. */
export function payloadSchema(input: Json): JsonSchema | null {
  return asObject(asObject(input)?.['payload_schema'] ?? null);
}
