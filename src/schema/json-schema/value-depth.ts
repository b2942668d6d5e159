import type { Json } from '../../contracts/json.js';

/** Deepest value, and deepest schema, that is looked at, in levels of lists and objects. Request bodies stop at 64. */
export const MAX_DEPTH = 200;

/** The pointer segments to a place deeper than `limit` levels, or null. Stops there, so its own stack is bounded. */
export function deeperThan(value: Json, limit: number): string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (limit === 0) return [];
  for (const key of Object.keys(value)) {
    const inside = deeperThan((value as Record<string, Json>)[key] ?? null, limit - 1);
    if (inside !== null) return [key, ...inside];
  }
  return null;
}
