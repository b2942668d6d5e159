export interface ChartScale {
  /** The value at the upper edge. */
  top: number;
  /** Where lines are drawn, ascending, without 0. */
  lines: number[];
}
/** A scale for counts of 0 to `max`: steps of 1, 2 or 5 times a power of ten, two to four of them. */
export function chartScale(max: number): ChartScale {
  const rough = Math.max(1, max / 3);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 10 * power;
  const top = Math.max(step, Math.ceil(max / step) * step);
  return { top, lines: Array.from({ length: Math.round(top / step) }, (_, n) => (n + 1) * step) };
}
