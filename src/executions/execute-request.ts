/** The body and headers of POST …/execute. */
import { EXECUTION_MODES, type ExecutionMode } from '../contracts/document.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { malformed } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';

export const MAX_PARALLELISM = 1_900;
const EXECUTE_BODY: JsonSchema = {
  type: 'object',
  properties: {
    input_data: { type: 'object' },
    user_id: { type: ['string', 'null'], maxLength: 255 },
    context: { type: ['object', 'null'] },
    version: { type: ['integer', 'null'], minimum: 1, maximum: 2 ** 31 - 1 },
    options: {
      type: ['object', 'null'],
      properties: {
        mode: { enum: [...EXECUTION_MODES] },
        max_parallelism: { type: 'integer', minimum: 1, maximum: MAX_PARALLELISM },
      },
    },
  },
};
export interface ExecuteRequest {
  input_data: JsonObject;
  user_id: string | null;
  context: JsonObject;
  version: number | null;
  options: { mode?: ExecutionMode; max_parallelism?: number };
}
/** @throws Problem 400 for a body that is no object, 422 with findings for one of the wrong shape */
export function readExecuteRequest(body: Json): ExecuteRequest {
  const given = shapedBody(body, EXECUTE_BODY, 'The request');
  const { input_data, user_id, context, version, options } = given as Partial<ExecuteRequest>;
  const { mode, max_parallelism } = options ?? {};
  return {
    input_data: input_data ?? {},
    user_id: user_id ?? null,
    context: context ?? {},
    version: version ?? null,
    options: { ...(mode && { mode }), ...(max_parallelism && { max_parallelism }) },
  };
}
/** Seconds of `Prefer: wait=20`, at most 60; null for a header that is absent or cannot be read. */
export function preferredWait(header: string | undefined): number | null {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,9})"?\s*(?:$|[,;])/i.exec(header ?? '')?.[1];
  return seconds === undefined ? null : Math.min(60, Number(seconds));
}
/** @throws Problem 400 for a key of more than 255 characters */
export function idempotencyKey(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  if (header.length > 255) throw malformed('idempotency_key_too_long', 'Idempotency-Key has more than 255 characters');
  return header;
}
