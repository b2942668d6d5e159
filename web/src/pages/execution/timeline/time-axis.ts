/** Where times stand between the beginning and the end of what is shown. */
export interface TimeRange {
  /** In ms since the epoch. */
  from: number;
  to: number;
}
export const percentAt = ({ from, to }: TimeRange, at: number): number =>
  Math.min(100, Math.max(0, (100 * (at - from)) / Math.max(1, to - from)));

const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5];
const HOUR = 36e5;

/** Round distances from the beginning, in ms; at most `count` of them. */
export function ticksOf({ from, to }: TimeRange, count: number): number[] {
  const span = Math.max(1, to - from);
  const wanted = span / Math.max(1, count);
  const step = STEPS_MS.find((one) => one >= wanted) ?? Math.ceil(wanted / HOUR) * HOUR;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}
