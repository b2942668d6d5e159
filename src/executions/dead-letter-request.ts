/** The body of POST /dead-letters/retry. */
import type { Finding } from '../contracts/finding.js';
import type { Json, JsonSchema } from '../contracts/json.js';
import { unprocessable } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';
import { pageParameters } from '../http/query-parameters.js';
import { MAX_RETRIED_EXECUTIONS, type RetrySelection } from './dead-letter-retry.js';

const RETRY_BODY: JsonSchema = {
  type: 'object',
  properties: {
    deliverable_type: { type: ['string', 'null'], minLength: 1, maxLength: 255 },
    error_type: { type: ['string', 'null'], minLength: 1, maxLength: 1_000 },
    execution_ids: {
      type: ['array', 'null'],
      items: { type: 'string', minLength: 1, maxLength: 255 },
      maxItems: MAX_RETRIED_EXECUTIONS,
    },
    step_number: { type: ['integer', 'null'], minimum: 1, maximum: 2 ** 31 - 1 },
    cursor: { type: ['string', 'null'] },
  },
};
/** @throws Problem 400 for a body that is no object, 422 with findings for one of the wrong shape or without a filter */
export function readRetrySelection(body: Json): RetrySelection {
  const given = shapedBody(body, RETRY_BODY, 'The selection') as Partial<RetrySelection> & { cursor?: string | null };
  const { deliverable_type, error_type, execution_ids, step_number, cursor } = given;
  const filters = [deliverable_type, error_type, execution_ids];
  if (filters.every((filter) => filter === undefined || filter === null)) throw withoutFilter();
  return {
    deliverable_type: deliverable_type ?? undefined,
    error_type: error_type ?? undefined,
    execution_ids: execution_ids ? [...new Set(execution_ids)] : undefined,
    step_number: step_number ?? null,
    after: pageParameters({ cursor: cursor ?? undefined }).after,
  };
}
/** Nobody retries everything by leaving something out. */
function withoutFilter() {
  const message = 'Say what to retry: at least one of deliverable_type, error_type and execution_ids';
  const finding: Finding = { code: 'request_invalid', severity: 'error', path: '', message };
  return unprocessable('request_invalid', 'The selection is empty', [finding]);
}
