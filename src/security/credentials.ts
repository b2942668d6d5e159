/** What a request says of who sends it. */
import type { IncomingMessage } from 'node:http';
import { pathOf, queryOf } from './request-address.js';

export type Credentials =
  | { kind: 'key'; key: string }
  | { kind: 'ticket'; ticket: string }
  /** An Authorization that is no Bearer. */
  | { kind: 'unreadable' }
  | { kind: 'none' };

const BEARER = /^Bearer +(\S+) *$/i;
const STREAMS = '/api/v1/workflow/stream';

/** A key goes before a ticket, which counts on the paths of streams only. */
export function credentialsOf(request: IncomingMessage): Credentials {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const key = BEARER.exec(authorization)?.[1];
    return key === undefined ? { kind: 'unreadable' } : { kind: 'key', key };
  }
  const ticket = isStream(pathOf(request)) ? queryOf(request).get('ticket') : null;
  return ticket === null ? { kind: 'none' } : { kind: 'ticket', ticket };
}
function isStream(path: string): boolean {
  const lower = path.toLowerCase();
  return lower === STREAMS || lower.startsWith(`${STREAMS}/`);
}
