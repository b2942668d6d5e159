import { createHash } from 'node:crypto';
import type { Json } from '../contracts/json.js';
import { canonicalText } from '../schema/json-schema/json-equality.js';

/** sha256 in hex of the canonical JSON text (RFC 8785) of a value: equal for equal content, whatever the order of keys. */
export function contentHash(value: Json): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex');
}
