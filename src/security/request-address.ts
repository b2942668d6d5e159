/** Where a request comes from and what it is for, of both plain requests and upgrades. */
import type { IncomingMessage } from 'node:http';

/** An IPv4 address of a socket that takes IPv6 too. */
const MAPPED = /^::ffff:/;
/** An address as it is known outside of this socket. */
export const plainAddress = (address: string): string => address.replace(MAPPED, '');

/** As it was sent, without the query; of an address with a host, the path in it. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  if (!url.startsWith('/') && URL.canParse(url)) return new URL(url).pathname;
  return url.split('?', 1)[0] ?? '';
}
export function queryOf({ url = '/' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}
/** Of the client; undefined when the connection is gone already. */
export function clientAddress({ socket }: IncomingMessage): string | undefined {
  return socket.remoteAddress === undefined ? undefined : plainAddress(socket.remoteAddress);
}
