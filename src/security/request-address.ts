/** Where a request comes from and what it is for, of both plain requests and upgrades. */
import type { IncomingMessage } from 'node:http';

/** An IPv4 client of a socket that takes IPv6 too. */
const MAPPED = /^::ffff:/;

/** As it was sent, without the query; of an address with a host, the path in it. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  if (!url.startsWith('/') && URL.canParse(url)) return new URL(url).pathname;
  return url.split('?', 1)[0] ?? '';
}
export function queryOf({ url = '/' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}
/** Of the client; undefined when the connection is gone already. */
export const clientAddress = (request: IncomingMessage): string | undefined =>
  request.socket.remoteAddress?.replace(MAPPED, '');
