import type { Json } from '../contracts/json.js';

/** True for true, a number other than zero, and a string, list or object that is not empty. */
export function isTruthy(value: Json): boolean {
  if (typeof value !== 'object') return Boolean(value);
  if (value === null) return false;
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}
