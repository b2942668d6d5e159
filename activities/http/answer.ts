import type { Json, JsonObject } from '../../src/contracts/json.js';
import { PermanentError } from '../errors.js';
import { connectionError, oneValue, type Exchange } from './exchange.js';
import { shownCall } from './http-call.js';
import { HttpStatusError } from './http-status-error.js';
import { readBody } from './response-body.js';
import { readBytes, type BytesRead } from './response-bytes.js';
import { retryAfterSeconds } from './retry-after.js';

/** 10 MB of body after decompression. */
export const MAX_ANSWER_BYTES = 10_000_000;
const EXCERPT_BYTES = 2_048;
const EXCERPT_CHARACTERS = 200;

export interface Answer extends JsonObject {
  status: number;
  headers: JsonObject;
  body: Json;
}

/** Reads a successful answer. @throws PermanentError of type response_too_large or invalid_response. */
export async function readAnswer(exchange: Exchange, signal: AbortSignal): Promise<Answer> {
  const { call, response } = exchange;
  const { complete, bytes } = await read(exchange, signal, MAX_ANSWER_BYTES);
  if (!complete) throw tooLarge(shownCall(call));
  return {
    status: response.statusCode,
    headers: Object.fromEntries(Object.entries(response.headers)) as JsonObject,
    body: readBody(bytes, contentType(exchange)),
  };
}

/** The error that an unsuccessful answer stands for, with the beginning of its body. */
export async function statusError(exchange: Exchange, signal: AbortSignal): Promise<HttpStatusError> {
  const { call, response } = exchange;
  const { 'retry-after': after, date } = response.headers;
  return new HttpStatusError({
    status: response.statusCode,
    call: shownCall(call),
    excerpt: await excerpt(exchange, signal),
    retry_after_seconds: retryAfterSeconds(oneValue(after), oneValue(date)),
  });
}

const contentType = ({ response }: Exchange): string => oneValue(response.headers['content-type']) ?? '';

async function read(exchange: Exchange, signal: AbortSignal, limit: number): Promise<BytesRead> {
  try {
    return await readBytes(exchange.response.body, contentEncoding(exchange), limit);
  } catch (cause) {
    throw signal.aborted ? signal.reason : connectionError(exchange.call, cause);
  }
}

/** The codings to undo: none where there is no body, whatever the headers say of the one that there would be. */
function contentEncoding({ call, response: { statusCode, headers } }: Exchange): string {
  const empty = call.method === 'HEAD' || statusCode === 204 || statusCode === 304 || headers['content-length'] === '0';
  return empty ? '' : [headers['content-encoding'] ?? []].flat().join(',');
}

/** The status tells more than a body that cannot be read: then there is no excerpt. */
async function excerpt(exchange: Exchange, signal: AbortSignal): Promise<string> {
  const beginning = await read(exchange, signal, EXCERPT_BYTES).catch(() => null);
  signal.throwIfAborted();
  if (beginning === null || beginning.bytes.includes(0)) return '';
  const text = new TextDecoder().decode(beginning.bytes).replace(/\s+/g, ' ').trim();
  return text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
}

function tooLarge(call: string): PermanentError {
  const limit = `${MAX_ANSWER_BYTES / 1_000_000} MB`;
  return new PermanentError(`The answer of ${call} is larger than ${limit}`, { type: 'response_too_large' });
}
