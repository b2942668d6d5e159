import type { Json, JsonObject } from '../../contracts/json.js';
import { pointerTo } from '../json-pointer.js';
import type { Dialect } from './dialect.js';
import { SUBSCHEMA_KEYWORDS } from './subschema-keywords.js';

/** A schema object and where it stands in the schema that is checked. Boolean schemas have nothing to walk. */
export interface SchemaPlace {
  schema: JsonObject;
  /** JSON Pointer from the root of the schema. */
  pointer: string;
  /** URI against which its references resolve. */
  base: string;
}
export interface Subschema extends SchemaPlace {
  in_place: boolean;
}

/** The address of a schema that gives itself none. */
export const NAMELESS = 'schema://nameless/';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of `schema`, found at `pointer` inside a schema whose base is `base`. */
export function schemaPlace(schema: JsonObject, pointer: string, base: string): SchemaPlace {
  const id = schema.$id;
  const names_resource = typeof id === 'string' && !id.startsWith('#');
  return { schema, pointer, base: names_resource ? (resolveUri(id, base) ?? base) : base };
}

/** `reference` made absolute, or null where it is no URI reference. */
export function resolveUri(reference: string, base: string): string | null {
  try {
    return new URL(reference, base).href;
  } catch {
    return null;
  }
}

/** The schema objects directly inside a schema. */
export function subschemas(place: SchemaPlace, dialect: Dialect): Subschema[] {
  return Object.entries(place.schema).flatMap(([keyword, value]) => {
    const definition = SUBSCHEMA_KEYWORDS.get(keyword);
    if (definition === undefined || (definition.only ?? dialect) !== dialect) return [];
    return heldSchemas(value, pointerTo(place.pointer, keyword), definition.holds).map(([schema, pointer]) => ({
      ...schemaPlace(schema, pointer, place.base),
      in_place: definition.in_place === true,
    }));
  });
}

function heldSchemas(value: Json, pointer: string, holds: string): [JsonObject, string][] {
  const members = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const is_single = holds === 'schema' || (holds === 'schema_or_list' && !Array.isArray(value));
  if (is_single) return isObject(value) ? [[value, pointer]] : [];
  return members.flatMap(([key, member]): [JsonObject, string][] =>
    isObject(member) ? [[member, pointerTo(pointer, key)]] : [],
  );
}
