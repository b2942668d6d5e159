import { getSystemErrorMap } from 'node:util';
import dns from 'node:dns';

type Properties = Record<string, unknown>;

const TRANSIENT_STATUS = new Set([408, 425, 429, 500, 502, 503, 504]);
const TRANSIENT_CODE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
]);
const TRANSIENT_SQLSTATE = new Set(['40001', '40P01', '53300', '55P03']);

/** Five digits and capitals with at least one digit, which sets them apart from codes such as EPIPE. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const SYSTEM_CODES = new Set([
  ...[...getSystemErrorMap().values()].map(([name]) => name),
  ...Object.values(dns).filter((value) => typeof value === 'string'),
  ...TRANSIENT_CODE,
]);

type Verdict = boolean | null;

const byStatus = (status: unknown): Verdict =>
  Number.isInteger(status) && Number(status) >= 100 && Number(status) <= 599
    ? TRANSIENT_STATUS.has(Number(status))
    : null;
const bySqlState = (state: unknown): Verdict =>
  typeof state === 'string' && SQLSTATE.test(state) ? TRANSIENT_SQLSTATE.has(state) : null;
const isSystemCode = (code: unknown): code is string =>
  typeof code === 'string' && (SYSTEM_CODES.has(code) || code.startsWith('UND_ERR_'));
const byCode = (code: unknown): Verdict => (isSystemCode(code) ? TRANSIENT_CODE.has(code) : bySqlState(code));
const byRetryAfter = (seconds: unknown): Verdict => (isDelay(seconds) ? true : null);

export const isDelay = (seconds: unknown): seconds is number =>
  typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;

/**
 * What one error's own structured properties say: transient, permanent, or null where they say nothing. An HTTP
 * status stands before a code, a code before an SQLSTATE; a Retry-After alone is transient. A code of no known kind
 * (neither the system's, nor undici's, nor an SQLSTATE) is no evidence.
 */
export function structuredEvidence(error: Properties): Verdict {
  return (
    byStatus(error['status']) ??
    byStatus(error['statusCode']) ??
    byCode(error['code']) ??
    bySqlState(error['sqlstate']) ??
    byRetryAfter(error['retryAfterSeconds'])
  );
}
