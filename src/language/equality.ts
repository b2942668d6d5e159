import type { Json } from '../contracts/json.js';

/**
 * `==`: no conversion, lists in order, objects by their own keys in any order.
 * It keeps its own list of what is left to compare, so that deep values do not exhaust the stack.
 */
export function isEqual(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  const pairs: [Json, Json][] = [[left, right]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    if (!isEqualOutside(pair[0], pair[1], pairs)) return false;
  }
  return true;
}

/** Compares what two values are outside and leaves their contents in `pairs`. */
function isEqualOutside(left: Json, right: Json, pairs: [Json, Json][]): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(right, key)) return false;
    pairs.push([(left as Record<string, Json>)[key] as Json, (right as Record<string, Json>)[key] as Json]);
  }
  return true;
}
