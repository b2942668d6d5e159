const ISO_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * An ISO 8601 time in ms since the epoch: date, `T`, hours and minutes, perhaps seconds and their fraction, and `Z` or the
 * offset from UTC. Null for anything else, and for a time that does not exist, such as one on 30 February.
 */
export function instantOf(text: string): number | null {
  const [, year, month, day] = ISO_TIME.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) || day > daysIn(year, month) ? null : instant;
}

/** The day before the first of the next month. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
