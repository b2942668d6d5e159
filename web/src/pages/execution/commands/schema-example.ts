/** A value to start from: the members that a JSON Schema requires, each with its default, its first choice or an empty value. */
import type { Json, JsonObject, JsonSchema } from '../../../../../src/contracts/json.js';

const EMPTY: Record<string, Json> = { string: '', number: 0, integer: 0, boolean: false, array: [], null: null };

export function exampleOf(schema: JsonSchema | null): Json {
  if (schema === null || typeof schema === 'boolean') return {};
  if ('default' in schema) return schema['default'] ?? null;
  if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null;
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  return typeof type === 'string' && type in EMPTY ? (EMPTY[type] ?? null) : exampleObject(schema);
}
function exampleObject({ properties, required }: JsonObject): JsonObject {
  const known = (properties ?? {}) as Record<string, JsonSchema>;
  const names = Array.isArray(required) ? required.map(String) : [];
  return Object.fromEntries(names.map((name) => [name, exampleOf(known[name] ?? true)]));
}
