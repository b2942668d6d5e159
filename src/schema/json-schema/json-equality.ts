/**
 * Equality of JSON values (JSON Schema core, 4.2.2) by own properties alone: a key named `constructor` or `valueOf` is
 * a key like any other.
 */
import type { Json, JsonObject } from '../../contracts/json.js';

export function equalJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && equalLists(left, right);
  }
  return equalObjects(left, right);
}

function equalLists(left: Json[], right: Json[]): boolean {
  return left.length === right.length && left.every((item, index) => equalJson(item, right[index] ?? null));
}

function equalObjects(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key] ?? null, right[key] ?? null));
}

export function isOneOf(value: Json, allowed: Json[]): boolean {
  return allowed.some((candidate) => equalJson(value, candidate));
}

/** The indices of the first item that repeats an earlier one, or null. Linear in the size of the list. */
export function firstRepeat(items: Json[]): [number, number] | null {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = canonicalText(item);
    const earlier = seen.get(text);
    if (earlier !== undefined) return [earlier, index];
    seen.set(text, index);
  }
  return null;
}

/** A text that equal values share and unequal ones do not: JSON with sorted keys, as RFC 8785 writes it. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value === 0 ? 0 : value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`).join()}}`;
}
