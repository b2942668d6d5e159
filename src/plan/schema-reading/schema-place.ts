import type { Json, JsonObject, JsonSchema } from '../../contracts/json.js';
import { isObject } from '../json-reading.js';

/** A JSON Schema inside the schema that its local references point into. */
export interface SchemaPlace {
  schema: Json;
  root: JsonSchema;
}

/** How many schemas are looked through for one place: references and allOf may form cycles. */
const MAX_SCHEMAS = 64;

export const placeOf = (schema: JsonSchema): SchemaPlace => ({ schema, root: schema });

/** The schemas that all hold at a place: the schema itself, what its local $ref names, and its allOf, to any depth. */
export function schemasAt({ schema, root }: SchemaPlace): JsonObject[] {
  if (isObject(schema) && schema.$ref === undefined && schema.allOf === undefined) return [schema];
  const found = new Set<JsonObject>();
  const pending: (Json | undefined)[] = [schema];
  while (pending.length > 0 && found.size < MAX_SCHEMAS) {
    const next = pending.shift();
    if (!isObject(next) || found.has(next)) continue;
    found.add(next);
    if (typeof next.$ref === 'string') pending.push(localTarget(next.$ref, root));
    if (Array.isArray(next.allOf)) pending.push(...next.allOf.slice(0, MAX_SCHEMAS));
  }
  return [...found];
}

/** What `#`, `#/definitions/x` or `#/$defs/x` names in the root; undefined for anything else. */
function localTarget(reference: string, root: Json): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  const fragment = decoded(reference.slice(1));
  if (fragment === '') return root;
  if (!fragment?.startsWith('/')) return undefined;
  const keys = fragment.slice(1).split('/');
  return keys.reduce<Json | undefined>(
    (place, key) => childOf(place, key.replaceAll('~1', '/').replaceAll('~0', '~')),
    root,
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function childOf(place: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(place)) return place[Number(key)];
  return isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
}
