/**
 * Seconds that a Retry-After header asks for (RFC 9110, 10.2.3): a number of seconds, or a date, of which the past is
 * 0. Null for anything else.
 */
export function retryAfterSeconds(header: string | undefined, now: number = Date.now()): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}
