import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json } from '../contracts/json.js';

/**
 * sha256 in hex of the canonical JSON text (RFC 8785) of a value: equal for equal content, whatever the order of keys.
 * @throws Error for what is not I-JSON: lone surrogates and numbers that are not finite
 */
export function contentHash(value: Json): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
}
