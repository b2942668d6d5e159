import { PermanentError } from '../errors.js';
import { readUrl, shownCall, type HttpCall } from './http-call.js';

export const MAX_REDIRECTS = 5;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Headers that were meant for one origin only. */
const ORIGIN_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'host'];

export const isRedirect = (status: number, location: string | undefined): location is string =>
  REDIRECTS.has(status) && location !== undefined;

/**
 * The call that a redirect asks for (RFC 9110, 15.4): 303 turns every method but HEAD into GET, 301 and 302 turn POST
 * into GET, both without the body; 307 and 308 repeat the call. Another origin does not get the credentials.
 * @throws PermanentError of type invalid_redirect when the location cannot be followed.
 */
export function redirectedCall(call: HttpCall, status: number, location: string): HttpCall {
  const target = readLocation(call, location);
  const changed = becomesGet(call.method, status) ? withoutBody(call) : call;
  const crosses = target.url.origin !== call.url.origin;
  const headers = { ...without(changed.headers, crosses ? ORIGIN_HEADERS : []), ...target.authorization };
  return { ...changed, url: target.url, headers };
}

function readLocation(call: HttpCall, location: string): ReturnType<typeof readUrl> {
  try {
    return readUrl(location, call.url);
  } catch (cause) {
    const fault = (cause as Error).message;
    throw new PermanentError(`${shownCall(call)} redirects to where it cannot be followed. ${fault}`, {
      type: 'invalid_redirect',
    });
  }
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

function withoutBody(call: HttpCall): HttpCall {
  const kept = Object.entries(call.headers).filter(([name]) => !name.startsWith('content-'));
  return { ...call, method: 'GET', body: null, headers: Object.fromEntries(kept) };
}

const without = (headers: Record<string, string>, names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
