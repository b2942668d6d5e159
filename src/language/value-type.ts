import type { Json } from '../contracts/json.js';

export type ValueType = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'object';

/** A value's type as messages name it. */
export function typeOf(value: Json): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}
