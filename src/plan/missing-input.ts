import type { IfMissing, PathSegment } from '../contracts/expression.js';
import type { Json, JsonSchema } from '../contracts/json.js';
import { isObject, ownValue } from './json-reading.js';
import { memberAt } from './schema-reading/schema-member.js';
import { placeOf, schemasAt, type SchemaPlace } from './schema-reading/schema-place.js';

/** The step fails with reference_not_found. */
export const FAIL: IfMissing = { kind: 'fail' };

/**
 * What an argument that is exactly `$input` followed by `path` becomes when the caller left that input out: the default
 * that the input_schema gives it, on its own property or inside the default of a property around it; else, when every
 * property on the way is declared and not all are required, the argument is left out; else the step fails.
 */
export const ifInputMissing = (inputSchema: JsonSchema | null, path: readonly PathSegment[]): IfMissing =>
  ifMissingAt(placeOf(inputSchema ?? true), path);

/** The same for the `path` from a place inside the input. */
export function ifMissingAt(start: SchemaPlace, path: readonly PathSegment[]): IfMissing {
  let place = start;
  let optional = false;
  for (const [depth, segment] of path.entries()) {
    const member = memberAt(place, segment);
    if (member.kind !== 'known') return FAIL;
    const value = valueAt(defaultAt(member.place), path.slice(depth + 1));
    if (value !== undefined) return { kind: 'default', value };
    place = member.place;
    optional ||= !member.required;
  }
  return optional ? { kind: 'omit' } : FAIL;
}

const defaultAt = (place: SchemaPlace): Json | undefined =>
  schemasAt(place)
    .map((schema) => ownValue(schema, 'default'))
    .find((value) => value !== undefined);

function valueAt(value: Json | undefined, path: readonly PathSegment[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, segment) => {
    if (Array.isArray(inner)) return typeof segment === 'number' ? inner[segment] : undefined;
    return isObject(inner) ? ownValue(inner, String(segment)) : undefined;
  }, value);
}
