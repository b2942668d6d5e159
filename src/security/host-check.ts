/**
 * Which names a server answers to. A page of a foreign site can reach a server on the visitor's machine when the site's
 * name is made to point there (DNS rebinding); its requests still say the site's name as their Host.
 */
import { Refusal } from './refusal.js';
import { plainAddress } from './request-address.js';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface HostRule {
  /** Beside loopback and the address that was called; null for any. */
  allowed: ReadonlySet<string> | null;
}
export interface CalledAs {
  /** The header; undefined in HTTP/1.0, which no browser speaks. */
  host: string | undefined;
  /** Of this end of the connection. */
  address: string | undefined;
}
/** @throws Refusal 421 */
export function checkHost({ allowed }: HostRule, { host, address }: CalledAs): void {
  if (host === undefined || allowed === null) return;
  const name = hostName(host);
  if (name !== null && (LOOPBACK_NAMES.has(name) || name === asHost(address) || allowed.has(name))) return;
  throw new Refusal(421, 'host_refused', 'This server does not answer to that Host: add its name to ALLOWED_HOSTS');
}
/** The name of a Host header without its port, in lower case; null for what is none. */
export function hostName(host: string): string | null {
  const url = `http://${host}`;
  return /^[^/?#@\\\s]+$/.test(host) && URL.canParse(url) ? new URL(url).hostname : null;
}
function asHost(address = ''): string {
  const plain = plainAddress(address);
  return plain.includes(':') ? `[${plain}]` : plain;
}
