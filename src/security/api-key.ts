/** API keys: `dynex_<id>_<secret>`. The id finds the one hash that the secret is checked against. */
import { randomBytes } from 'node:crypto';
import type { AccessRole } from '../contracts/session.js';

/** What is kept of a key. */
export interface ApiKey {
  id: string;
  role: AccessRole;
  /** Of the whole key; see key-hash.ts. */
  hash: string;
  /** ISO 8601 UTC with milliseconds. */
  created_at: string;
}
const SECRET_BYTES = 32;
/** Without an underscore, so that the id ends where the secret begins. */
const ID = /^[A-Za-z0-9][A-Za-z0-9.@-]{0,62}$/;
const KEY = /^dynex_([A-Za-z0-9][A-Za-z0-9.@-]{0,62})_[A-Za-z0-9_-]{43}$/;

export const isKeyId = (id: string): boolean => ID.test(id);
/** What an id may be, for messages. */
export const KEY_ID_RULE = '1 to 63 letters, digits, dots, hyphens and @, the first one a letter or a digit';

/** A new key, with 256 bits that nobody can guess. */
export function newKey(id: string): string {
  return `dynex_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}
/** The id of a key; null for what is not written like a key. */
export const idOfKey = (key: string): string | null => KEY.exec(key)?.[1] ?? null;
