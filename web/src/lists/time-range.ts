/** A range of time in the address: `since` as a span up to now (`1h`, `24h`, `7d`, `30d`) or, like `until`, as ISO 8601. */
export const SPANS = [
  ['1h', 'Last hour'],
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
] as const;
const UNIT_MS: Record<string, number> = { h: 3_600_000, d: 86_400_000 };
const SPAN = /^(\d{1,4})([hd])$/;

export const isSpan = (text: string): boolean => SPAN.test(text);

/** ISO 8601 in UTC, as the API takes it; null for what is no time. */
export function moment(text: string | undefined, now_ms: number): string | null {
  if (text === undefined) return null;
  const [, count, unit = ''] = SPAN.exec(text) ?? [];
  const at = count === undefined ? Date.parse(text) : now_ms - Number(count) * (UNIT_MS[unit] ?? 0);
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}
/** As <input type="datetime-local"> has it, in the reader's own time, to the minute; '' for what is no time. */
export function localText(iso: string | undefined): string {
  const at = new Date(iso ?? '');
  if (Number.isNaN(at.getTime())) return '';
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
/** The other way; '' for a field that is empty, as it also is while it is half filled. */
export function isoText(local: string): string {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
