/** The gate in front of plain requests, and what pages of other origins are told. */
import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from './origin-check.js';
import type { RequestGate } from './request-gate.js';

const READABLE = { 'access-control-expose-headers': 'preference-applied, retry-after, warning, www-authenticate' };
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, idempotency-key, if-match, last-event-id, prefer, x-namespace',
  'access-control-max-age': '600',
};

export function gateMiddleware(gate: RequestGate): RequestHandler {
  return async (request, response, next) => {
    try {
      const caller = gate.check(request);
      if (allow(caller, response) && isPreflight(request)) return void response.status(204).set(PREFLIGHT).end();
      await gate.identify(request);
      next();
    } catch (error) {
      next(error);
    }
  };
}
/** Fetch standard, section 3.3. No cookies: a key is sent by the page itself. */
function allow(caller: Caller, response: Response): boolean {
  if (caller.kind !== 'foreign_page') return false;
  response.vary('Origin');
  response.set({ 'access-control-allow-origin': caller.origin, ...READABLE });
  return true;
}
const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
