/**
 * Seconds that a Retry-After header asks for (RFC 9110, 10.2.3): a number of seconds, or a date, of which the past is
 * 0. Null for anything else. A date is taken against the Date header of the same answer, so that the clock of the server
 * and this one need not agree; without one, against this clock. The step's max_delay_seconds bounds either.
 */
export function retryAfterSeconds(header: string | undefined, sent?: string): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const date = httpDate(text);
  return date === null ? null : Math.max(0, (date - (httpDate(sent ?? '') ?? Date.now())) / 1000);
}

/** In ms since the epoch; null for a text that is no date of HTTP. */
function httpDate(text: string): number | null {
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : date;
}
