import type { IncomingMessage } from 'node:http';
import { clientAddress } from '../security/request-address.js';

/** Whose streams are counted together: those of one API key, or of one address on a server without keys. */
export function streamClient(request: IncomingMessage): string {
  return request.identity?.key?.id ?? clientAddress(request) ?? '';
}
