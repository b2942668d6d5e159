/** What a server asks of its clients, from its settings. */
import type { KeyRing } from './key-ring.js';

export interface AccessSettings {
  /** Path of the file with the API keys; null for a server that everybody on this machine may use. */
  keysFile: string | null;
  /** Origins of pages, beside the server's own, such as `https://tools.example`. */
  allowedOrigins: string[];
  /** Names that the server answers to, without ports, in lower case; with keys, none means any. */
  allowedHosts: string[];
  /** For each key, and for each address that sends none; no limit without keys. */
  requestsPerMinute: number;
  /** For each address, of requests without a good key. */
  failuresPerMinute: number;
}
export interface AccessRules extends AccessSettings {
  /** Null for a server without keys. */
  keys: KeyRing | null;
}
export const ACCESS_RULES = Symbol('AccessRules');
