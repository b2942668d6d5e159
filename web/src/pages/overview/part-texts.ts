/** How the parts of a series are called, in the reader's own time. */
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const HOUR_MS = 3_600_000;
const TICKS = 6;

export interface PartTexts {
  /** Of each part. */
  of: string[];
  /** How long a part is: "hour". */
  width: string;
  ticks: { index: number; text: string }[];
}
export function partTexts(froms: string[]): PartTexts {
  const times = froms.map((from) => new Date(from));
  const hours = ((times[1]?.getTime() ?? 0) - (times[0]?.getTime() ?? 0)) / HOUR_MS;
  const isHourly = hours <= 1;
  const every = Math.ceil(times.length / TICKS);
  const indexes = times.map((_, index) => index).filter((index) => (times.length - 1 - index) % every === 0);
  return {
    of: times.map((time) => (hours >= 24 ? day.format(time) : `${day.format(time)}, ${hour.format(time)}`)),
    width: isHourly ? 'hour' : hours < 24 ? `${hours} hours` : 'day',
    ticks: indexes.map((index) => ({
      index,
      text: (isHourly ? hour : day).format(times[index]),
    })),
  };
}
