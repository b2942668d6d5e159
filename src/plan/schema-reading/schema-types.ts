import type { Json, JsonObject, JsonSchema } from '../../contracts/json.js';
import { schemasAt, type SchemaPlace } from './schema-place.js';

/** The types of JSON Schema. A number with a whole value is an integer too. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';
const JSON_TYPES: ReadonlySet<Json> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
const isJsonType = (value: Json): value is JsonType => JSON_TYPES.has(value);

/** The types that a value at this place can have; undefined where the schema does not say. */
export const typesAt = (place: SchemaPlace): JsonType[] | undefined => typesOutside(place, new Set());

/** `seen` holds the alternatives that were looked at: each is looked at once, so that recursive schemas end. */
function typesOutside(place: SchemaPlace, seen: Set<Json>): JsonType[] | undefined {
  let types: JsonType[] | undefined;
  for (const schema of schemasAt(place)) {
    for (const stated of statementsOf(schema, place.root, seen)) {
      types = types && stated ? common(types, stated) : (types ?? stated);
    }
  }
  return types;
}

function statementsOf(schema: JsonObject, root: JsonSchema, seen: Set<Json>): (JsonType[] | undefined)[] {
  const statements = [typeKeyword(schema.type)];
  if (Object.hasOwn(schema, 'const')) statements.push(valueTypes([schema.const ?? null]));
  if (Array.isArray(schema.enum)) statements.push(valueTypes(schema.enum));
  if (Array.isArray(schema.anyOf)) statements.push(unionOf(schema.anyOf, root, seen));
  if (Array.isArray(schema.oneOf)) statements.push(unionOf(schema.oneOf, root, seen));
  return statements;
}

function typeKeyword(type: Json | undefined): JsonType[] | undefined {
  if (type === undefined) return undefined;
  const types = (Array.isArray(type) ? type : [type]).filter(isJsonType);
  return types.length > 0 ? types : undefined;
}

function unionOf(branches: Json[], root: JsonSchema, seen: Set<Json>): JsonType[] | undefined {
  const union = new Set<JsonType>();
  for (const schema of branches) {
    const types = seen.has(schema) ? undefined : typesOutside({ schema, root }, seen.add(schema));
    if (!types) return undefined;
    for (const type of types) union.add(type);
  }
  return [...union];
}

const valueTypes = (values: Json[]): JsonType[] => [...new Set(values.map(typeOfValue))];

/** The narrowest type of a value. */
export function typeOfValue(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object';
}

/** The types that both lists allow, the narrower of integer and number. */
function common(left: readonly JsonType[], right: readonly JsonType[]): JsonType[] {
  return [...new Set(left.flatMap((type) => right.flatMap((other) => narrower(type, other) ?? [])))];
}

function narrower(left: JsonType, right: JsonType): JsonType | undefined {
  if (left === right) return left;
  const isNumeric = (type: JsonType): boolean => type === 'integer' || type === 'number';
  return isNumeric(left) && isNumeric(right) ? 'integer' : undefined;
}

/** Whether some value of the one list of types is also of the other. */
export const typesOverlap = (left: readonly JsonType[], right: readonly JsonType[]): boolean =>
  left.some((type) => right.some((other) => narrower(type, other) !== undefined));
