import type { Json, JsonObject } from '../../../../../src/contracts/json.js';

/** Null for any other value. */
export const asObject = (value: Json): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
