import { request, type Dispatcher } from 'undici';
import type { HttpCall } from './http-call.js';
import { shownCall } from './http-call.js';
import { isRedirect, MAX_REDIRECTS, redirectedCall } from './redirect.js';
import { PermanentError } from '../errors.js';

export interface ExchangeOptions {
  dispatcher: Dispatcher;
  signal: AbortSignal;
  /** A status that is taken as it is, although it might be a redirect. */
  accepts: (status: number) => boolean;
}
export interface Exchange {
  /** The call that was answered: the last one after redirects. */
  call: HttpCall;
  response: Dispatcher.ResponseData;
}

const DRAINED_BYTES = 64 * 1024;

/** Makes a call and follows up to 5 redirects. The body of the answer is still to be read. */
export async function exchange(first: HttpCall, options: ExchangeOptions): Promise<Exchange> {
  let call = first;
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(call, options);
    const location = oneValue(response.headers['location']);
    if (options.accepts(response.statusCode) || !isRedirect(response.statusCode, location)) return { call, response };
    await response.body.dump({ limit: DRAINED_BYTES, signal: options.signal });
    if (redirects === MAX_REDIRECTS) throw tooManyRedirects(first);
    call = redirectedCall(call, response.statusCode, location);
  }
}

/** The first value of a header that may have been sent several times. */
export const oneValue = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

function tooManyRedirects(call: HttpCall): PermanentError {
  return new PermanentError(`${shownCall(call)} was redirected more than ${MAX_REDIRECTS} times`, {
    type: 'too_many_redirects',
  });
}

async function send(call: HttpCall, { dispatcher, signal }: ExchangeOptions): Promise<Dispatcher.ResponseData> {
  const { method, url, headers, body } = call;
  try {
    return await request(url, { method: method as Dispatcher.HttpMethod, headers, body, dispatcher, signal });
  } catch (cause) {
    throw signal.aborted ? signal.reason : connectionError(call, cause);
  }
}

/** Names the call, which undici's errors do not; the evidence stays with the cause. */
export function connectionError(call: HttpCall, cause: unknown): unknown {
  if (cause instanceof PermanentError) return cause;
  const { message, code } = cause as NodeJS.ErrnoException;
  return new Error(`${shownCall(call)} failed: ${message || code || 'no answer'}`, { cause });
}
