import { propertyOf } from './error-property.js';
import { isDelay, structuredEvidence } from './failure-evidence.js';
import { failureMessage } from './failure-message.js';

/** A failed attempt as retries, events and the audit know it. */
export interface Failure {
  /** The error's own `type` (or `error_type`), else its code, else a code among its causes, else `error`. */
  type: string;
  message: string;
  /** Whether another attempt may fare better. */
  transient: boolean;
  /** Seconds that the other side asked to wait, or null. */
  retry_after_seconds: number | null;
}

type Properties = Record<string, unknown>;

const LONGEST_CHAIN = 16;
/** What is read of an error. */
const PROPERTIES = [
  ...['name', 'transient', 'type', 'error_type', 'code', 'sqlstate'],
  ...['status', 'statusCode', 'retryAfterSeconds'],
];
const TRANSIENT_MESSAGE = new RegExp(
  [
    'connection refused|connection timeout|connection timed out|connection reset',
    'temporary failure in name resolution',
    '429 too many requests|500 internal server error|502 bad gateway|503 service unavailable|504 gateway timeout',
    'lock wait timeout exceeded|deadlock found|deadlock detected|too many connections',
    'rate limit exceeded|quota exceeded',
  ].join('|'),
  'i',
);

/**
 * Says whether a failure is transient, in this order: the function says so (TransientError, PermanentError, or a
 * boolean property `transient`); structured evidence (status, code, sqlstate, retryAfterSeconds), which decides alone
 * where there is any; the message; else it is permanent. The first two look along the chain of causes, from outside.
 */
export function classifyFailure(error: unknown): Failure {
  const chain = causeChain(error);
  const message = failureMessage(error);
  return {
    type: failureType(chain),
    message,
    transient: firstOf(chain, statement) ?? firstOf(chain, structuredEvidence) ?? TRANSIENT_MESSAGE.test(message),
    retry_after_seconds: firstOf(chain, retryAfter),
  };
}

function causeChain(error: unknown): Properties[] {
  const chain: Properties[] = [];
  let link = error;
  while (typeof link === 'object' && link !== null && chain.length < LONGEST_CHAIN) {
    const error = link;
    chain.push(Object.fromEntries(PROPERTIES.map((name) => [name, propertyOf(error, name)])));
    link = propertyOf(error, 'cause');
  }
  return chain;
}

function statement({ transient, name }: Properties): boolean | null {
  if (typeof transient === 'boolean') return transient;
  if (name === 'TransientError') return true;
  return name === 'PermanentError' ? false : null;
}

const retryAfter = ({ retryAfterSeconds }: Properties): number | null =>
  isDelay(retryAfterSeconds) ? retryAfterSeconds : null;
const code = (error: Properties): string | null => nonEmpty(error['code']);
const nonEmpty = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function failureType(chain: Properties[]): string {
  const own = chain[0] ?? {};
  return nonEmpty(own['type']) ?? nonEmpty(own['error_type']) ?? firstOf(chain, code) ?? 'error';
}

function firstOf<T>(chain: Properties[], read: (error: Properties) => T | null): T | null {
  for (const error of chain) {
    const found = read(error);
    if (found !== null) return found;
  }
  return null;
}
