/** The body of POST /executions/{id}/rerun. */
import type { Finding } from '../contracts/finding.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import type { Plan } from '../contracts/plan.js';
import { unprocessable } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';

const MAX_NUMBER = 2 ** 31 - 1;
/** Most steps that a refusal names; the others are counted. */
const MAX_NAMED_STEPS = 50;
const RERUN_BODY: JsonSchema = {
  type: 'object',
  properties: {
    from_step: { type: ['integer', 'null'], minimum: 1, maximum: MAX_NUMBER },
    version: {
      anyOf: [{ enum: ['same', 'latest', null] }, { type: 'integer', minimum: 1, maximum: MAX_NUMBER }],
    },
    input_data: { type: ['object', 'null'] },
  },
};
export interface RerunRequest {
  /** Null: from the beginning, or what another version changes. */
  from_step: number | null;
  version: 'same' | 'latest' | number;
  /** Null for that of the earlier execution. */
  input_data: JsonObject | null;
}
/** @throws Problem 400 for a body that is no object, 422 with findings for one of the wrong shape */
export function readRerunRequest(body: Json): RerunRequest {
  const given = shapedBody(body, RERUN_BODY, 'The request') as Partial<RerunRequest>;
  const { from_step, version, input_data } = given;
  return { from_step: from_step ?? null, version: version ?? 'same', input_data: input_data ?? null };
}
/** @throws Problem 422 naming the steps that there are */
export function refuseUnknownStep({ steps }: Plan, from_step: number | null): void {
  if (from_step === null || steps.some(({ step_number }) => step_number === from_step)) return;
  const named = steps.slice(0, MAX_NAMED_STEPS).map(({ step_number }) => step_number);
  const others = steps.length > MAX_NAMED_STEPS ? ` and ${steps.length - MAX_NAMED_STEPS} more` : '';
  const message = `from_step: there is no step ${from_step}; there are the steps ${named.join(', ')}${others}`;
  const finding: Finding = { code: 'request_invalid', severity: 'error', path: '/from_step', message };
  throw unprocessable('request_invalid', 'The request cannot be followed', [finding]);
}
