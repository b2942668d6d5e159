/** One request of the API and its answer. */
import { DocumentText } from './document-text.js';
import { ProblemError } from './problem-error.js';
import { UnreachableError } from './unreachable-error.js';

export type QueryValue = string | number | boolean | Date | null | undefined;
export interface JsonRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the root of the server, its parts encoded. */
  path: string;
  /** What is undefined, null or '' is left out. */
  query?: Record<string, QueryValue>;
  /** JSON, or a text that goes out as it is. */
  body?: object;
  headers?: Record<string, string | undefined>;
  signal?: AbortSignal | undefined;
}
export interface JsonAnswer<Body> {
  status: number;
  body: Body;
  /** What the header `warning` says of the answer; null without one. */
  warning: string | null;
}
/** Where requests go, and what all of them carry. */
export interface Connection {
  /** Before every path; '' for the origin of the page. */
  http: string;
  headers: () => Record<string, string>;
  /** The API key; null without one. */
  key: () => string | null;
  fetch: typeof fetch;
}

/** @throws ProblemError for a refusal, UnreachableError without an answer, the signal's reason when it is aborted */
export async function sendRequest(connection: Connection, request: JsonRequest): Promise<Response> {
  const url = connection.http + request.path + queryText(request.query);
  const { method = 'GET', body, signal } = request;
  const init: RequestInit = { method, headers: headersOf(connection, request) };
  if (body !== undefined) init.body = body instanceof DocumentText ? body.text : JSON.stringify(body);
  if (signal) init.signal = signal;
  const response = await connection.fetch(url, init).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new UnreachableError(connection.http, error);
  });
  if (!response.ok) throw await ProblemError.of(response);
  return response;
}
/** The same for an answer that is JSON. */
export async function requestJson<Body>(connection: Connection, request: JsonRequest): Promise<JsonAnswer<Body>> {
  const headers = { accept: 'application/json', ...request.headers };
  const response = await sendRequest(connection, { ...request, headers });
  const text = await textOf(connection, response, request.signal);
  const warning = response.headers.get('warning');
  try {
    return { status: response.status, body: JSON.parse(text) as Body, warning };
  } catch {
    const detail = `What ${request.path} answered is not JSON: is this the address of the platform?`;
    throw new ProblemError(response.status, { code: 'not_json', detail });
  }
}
/** Reads the body. @throws UnreachableError when the connection breaks on the way */
export function textOf({ http }: Connection, response: Response, signal?: AbortSignal): Promise<string> {
  return response.text().catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new UnreachableError(http, error);
  });
}
/** `?a=1&b=2`, or '' when nothing is asked. */
export function queryText(query: JsonRequest['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    parameters.set(name, value instanceof Date ? value.toISOString() : String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
function headersOf(connection: Connection, { body, headers = {} }: JsonRequest): Record<string, string> {
  const type = body instanceof DocumentText ? body.content_type : 'application/json';
  const content = body === undefined ? {} : { 'content-type': type };
  const all = { ...content, ...authorizationOf(connection), ...connection.headers(), ...headers };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
function authorizationOf({ key }: Connection): Record<string, string> {
  const now = key();
  return now === null ? {} : { authorization: `Bearer ${now}` };
}
