import type { PathSegment } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';

/**
 * One step down into a value: an element of a list, or an own property of an object.
 * Inherited properties, `length` and the characters of a string are not values: undefined.
 */
export function childAt(value: Json | undefined, segment: PathSegment): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return typeof segment === 'number' ? value[segment] : undefined;
  return Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** The value at the end of a path; undefined where a part of it is missing. */
export function valueAt(value: Json | undefined, path: PathSegment[]): Json | undefined {
  let found = value;
  for (let index = 0; index < path.length && found !== undefined; index++) {
    found = childAt(found, path[index] as PathSegment);
  }
  return found;
}
