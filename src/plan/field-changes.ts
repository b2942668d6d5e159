import type { Json } from '../contracts/json.js';
import type { FieldChange } from '../contracts/version-diff.js';
import { pointerTo } from '../schema/json-pointer.js';
import { isObject, ownValue } from './json-reading.js';

/** A value with more changed places than these is one change as a whole: easier to read, and never far beyond its size. */
export const MAX_CHANGES_OF_A_VALUE = 100;

type Member = [key: string | number, from: Json | undefined, to: Json | undefined];

/**
 * Where two JSON values differ, as JSON Pointers below `path`; the order of keys does not matter. Objects are compared
 * member by member, arrays of one length element by element, everything else as a whole, and so is what only one side
 * has (undefined). Empty exactly for equal values.
 */
export function fieldChanges(from: Json | undefined, to: Json | undefined, path = ''): FieldChange[] {
  const whole = [{ path, from: from ?? null, to: to ?? null }];
  const members = commonMembers(from, to);
  if (members === null) return from === to ? [] : whole;
  const changes: FieldChange[] = [];
  for (const [key, before, after] of members) {
    changes.push(...fieldChanges(before, after, pointerTo(path, key)));
    if (changes.length > MAX_CHANGES_OF_A_VALUE) return whole;
  }
  return changes;
}

/** What can be compared one by one; null for values that are compared as a whole. */
function commonMembers(from: Json | undefined, to: Json | undefined): Member[] | null {
  if (Array.isArray(from) && Array.isArray(to)) {
    return from.length === to.length ? from.map((element, index) => [index, element, to[index]]) : null;
  }
  if (!isObject(from) || !isObject(to)) return null;
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].map((key) => [key, ownValue(from, key), ownValue(to, key)]);
}
