/** Reading JSON whose shape has not been checked: undefined where there is something else. */
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
export const objectIn = (value: Json | undefined): JsonObject | undefined => (isObject(value) ? value : undefined);
export const listIn = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const textIn = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
export const numberIn = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;
/** A JSON Schema as far as its own shape goes: an object or a boolean. */
export const schemaIn = (value: Json | undefined): JsonSchema | null =>
  isObject(value) || typeof value === 'boolean' ? value : null;
/** The own property of an object, whatever its name. */
export const ownValue = (value: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;
