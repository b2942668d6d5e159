/** Who sent a request, as far as that was proved. */
import type { IncomingMessage } from 'node:http';
import type { AccessRole } from '../contracts/session.js';
import type { ApiKey } from './api-key.js';

export interface Identity {
  /** Null where the server has no keys. */
  key: ApiKey | null;
  role: AccessRole;
}
/** Of a request that the guard let through. */
export function identityOf({ identity }: IncomingMessage): Identity {
  if (identity === undefined) throw new Error('A request without an identity came past the guard');
  return identity;
}
/** Everybody, on a server without keys. */
export const ANYBODY: Identity = { key: null, role: 'admin' };

declare module 'http' {
  interface IncomingMessage {
    /** Undefined for who has not said, on what is open to all. */
    identity?: Identity;
  }
}
