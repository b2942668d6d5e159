import type { Dispatcher } from 'undici';
import type { FunctionDefinition } from '../../src/contracts/function.js';
import { defineFunction } from '../define-function.js';
import { AddressList } from './address-list.js';
import { AddressPolicy } from './address-policy.js';
import { readAnswer, statusError, type Answer } from './answer.js';
import { exchange } from './exchange.js';
import { guardedDispatcher, type Resolve } from './guarded-dispatcher.js';
import { httpCall, type CallInput } from './http-call.js';

type Input = CallInput & { expect_status?: number | number[] };

export interface HttpRequestOptions {
  /** Default dns.lookup. */
  resolve?: Resolve;
  /** The value of HTTP_REQUEST_ALLOW, read at each connection. */
  allow?: () => string | undefined;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const status = { type: 'integer', minimum: 100, maximum: 599 };

const input = {
  type: 'object',
  required: ['method', 'url'],
  properties: {
    method: { enum: METHODS.flatMap((method) => [method, method.toLowerCase()]) },
    url: { type: 'string', minLength: 1, description: 'http or https' },
    headers: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    body: { description: 'A text is sent as it is, null not at all, anything else as JSON' },
    expect_status: {
      anyOf: [status, { type: 'array', items: status, minItems: 1 }],
      description: 'What counts as success in place of 200 to 299',
    },
  },
};
const output = {
  type: 'object',
  required: ['status', 'headers', 'body'],
  properties: { status: { type: 'integer' }, headers: { type: 'object' }, body: {} },
};

/** The list of addresses that the operator allows. @throws TypeError that quotes an entry that cannot be read. */
export function allowedAddresses(text: string | undefined): AddressList {
  return new AddressList(text ?? '', 'HTTP_REQUEST_ALLOW');
}

/** Makes `http.request`: an HTTP call whose every connection is checked against the address policy. */
export function httpRequest({
  resolve,
  allow = () => process.env['HTTP_REQUEST_ALLOW'],
}: HttpRequestOptions = {}): FunctionDefinition {
  const policy = () => new AddressPolicy(allowedAddresses(allow()));
  const dispatcher = guardedDispatcher({ policy, resolve });
  return defineFunction<Input, Answer>({
    name: 'http.request',
    description: 'Makes an HTTP request and returns the status, headers and body of the answer',
    input,
    output,
    transient_errors: [
      'HTTP 408, 425, 429, 500, 502, 503, 504; Retry-After is honoured',
      'connection refused, reset or timed out; temporary failure in name resolution',
    ],
    run: (call, { signal, idempotencyKey }) => perform(call, idempotencyKey, { dispatcher, signal }),
  });
}

async function perform(
  input: Input,
  idempotencyKey: string,
  { dispatcher, signal }: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Answer> {
  const expected = input.expect_status === undefined ? null : [input.expect_status].flat();
  const accepts = (status: number) => expected?.includes(status) ?? (status >= 200 && status <= 299);
  const answered = await exchange(httpCall(input, idempotencyKey), { dispatcher, signal, accepts });
  if (!accepts(answered.response.statusCode)) throw await statusError(answered, signal);
  return readAnswer(answered, signal);
}
