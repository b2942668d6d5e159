import { context, propagation } from '@opentelemetry/api';
import type { Json } from '../../src/contracts/json.js';
import { PermanentError } from '../errors.js';

/** One request on the wire. Header names are lower case. */
export interface HttpCall {
  method: string;
  /** Without credentials, which stand in the authorization header. */
  url: URL;
  headers: Record<string, string>;
  body: string | null;
}

export interface CallInput {
  method: string;
  url: string;
  headers?: Record<string, string | number | boolean>;
  body?: Json;
}

/** @throws PermanentError of type invalid_url when the URL does not parse, is neither http nor https, or has no host. */
export function httpCall(input: CallInput, idempotencyKey: string): HttpCall {
  const { url, authorization } = readUrl(input.url);
  const headers = {
    'user-agent': 'dynamic-executor',
    'accept-encoding': 'gzip, br',
    'idempotency-key': idempotencyKey,
    ...traceContext(),
    ...authorization,
    ...bodyType(input.body),
    ...lowerCased(input.headers ?? {}),
  };
  return { method: input.method.toUpperCase(), url, headers, body: bodyText(input.body) };
}

/** Of the attempt that makes the call, where traces are made; nothing otherwise. */
function traceContext(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}
/** Takes the credentials out of a URL and makes them what they mean, a Basic authorization (RFC 7617). */
export function readUrl(text: string, base?: URL): { url: URL; authorization: { authorization?: string } } {
  const url = parsedUrl(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw invalidUrl(`The URL's scheme is ${url.protocol.slice(0, -1)}; it must be http or https`);
  }
  const credentials = [url.username, url.password].map(unescaped).join(':');
  url.username = '';
  url.password = '';
  return { url, authorization: credentials === ':' ? {} : { authorization: `Basic ${btoa8(credentials)}` } };
}

/** How a call reads in a message: no credentials, no query (which may hold some), no fragment. */
export function shownCall({ method, url }: HttpCall): string {
  return `${method} ${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}

/** The text itself stays out of the message: it may hold credentials. */
function parsedUrl(text: string, base: URL | undefined): URL {
  try {
    return new URL(text, base);
  } catch {
    throw invalidUrl('The URL cannot be read: it must be like https://host/path');
  }
}

const invalidUrl = (message: string): PermanentError => new PermanentError(message, { type: 'invalid_url' });
const btoa8 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bodyText(body: Json | undefined): string | null {
  if (body === undefined || body === null) return null;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function bodyType(body: Json | undefined): { 'content-type'?: string } {
  if (body === undefined || body === null) return {};
  return { 'content-type': typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/json' };
}

const lowerCased = (headers: Record<string, string | number | boolean>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
