import type { Json } from '../../contracts/json.js';
import { pointerTo } from '../json-pointer.js';

/** A field that a rule names: `load`, `columns[0].load`, `$input.load`. */
export interface FieldPath {
  text: string;
  segments: string[];
}

const FIELD = /^(?:\$input\.)?([A-Za-z_$][\w$-]*(?:\.[\w$-]+|\[\d+\])*)$/;

/** The path that `text` writes, or null where it writes none. */
export function fieldPath(text: string): FieldPath | null {
  const path = FIELD.exec(text)?.[1];
  if (path === undefined) return null;
  const segments = path.split(/[.[\]]+/).filter((segment) => segment !== '');
  return { text: path, segments };
}

export function fieldPointer(field: FieldPath): string {
  return pointerTo('', ...field.segments);
}

/** The field's value; undefined where it, or something on the way to it, is missing or null. */
export function fieldValue(value: Json, field: FieldPath): Json | undefined {
  let found: Json | undefined = value;
  for (const segment of field.segments) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, segment)) return undefined;
    found = (found as Record<string, Json>)[segment];
  }
  return found ?? undefined;
}
