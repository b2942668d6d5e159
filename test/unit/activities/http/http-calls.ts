import { classifyFailure, type Failure } from '../../../../activities/failure-classification.js';
import { httpRequest, type HttpRequestOptions } from '../../../../activities/http/request.js';
import type { FunctionContext } from '../../../../src/contracts/function.js';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { functionContext } from '../function-context.js';

type Addresses = Record<string, string[]>;
/** A name service that knows these names; no question leaves the machine. */
export const resolver =
  (addresses: Addresses): NonNullable<HttpRequestOptions['resolve']> =>
  (hostname, _options, callback) =>
    callback(
      null,
      (addresses[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

export const shipped = httpRequest({ allow: () => undefined });
export const call = async (input: JsonObject, context: Partial<FunctionContext> = {}, definition = shipped) =>
  (await definition.run(input, functionContext(context))) as { status: number; headers: JsonObject; body: Json };
export const failureOf = (
  input: JsonObject,
  context: Partial<FunctionContext> = {},
  definition = shipped,
): Promise<Failure> =>
  call(input, context, definition).then(
    (answer) => Promise.reject(new Error(`answered ${answer.status}`)),
    (error: unknown) => classifyFailure(error),
  );
