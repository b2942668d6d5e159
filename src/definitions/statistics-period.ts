/** The time that statistics are about, in equal parts that begin at full hours or days (UTC). */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface StatisticsPeriod {
  /** The beginning of the first part. */
  since: Date;
  part_ms: number;
  /** How many parts there are; the last one has begun and not ended. */
  parts: number;
}
/** The last `days` days: parts of an hour up to 2 days, of 6 hours up to 14, of a day beyond. */
export function statisticsPeriod(days: number, now: number): StatisticsPeriod {
  const part_ms = days <= 2 ? HOUR_MS : days <= 14 ? 6 * HOUR_MS : DAY_MS;
  const parts = (days * DAY_MS) / part_ms;
  const last = Math.floor(now / part_ms) * part_ms;
  return { since: new Date(last - (parts - 1) * part_ms), part_ms, parts };
}
