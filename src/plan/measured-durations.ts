/** Measured p50 durations in ms by step number. */
export type MeasuredDurations = ReadonlyMap<number, number>;

/**
 * The duration in ms to reckon with for each of the steps: the measured one, or for a step without one the mean of the
 * measured ones in whole ms. Undefined when none of the steps has a positive duration.
 */
export function reckonedDurations(
  steps: readonly number[],
  measured: MeasuredDurations,
): ((step: number) => number) | undefined {
  const known = steps.map((step) => measured.get(step)).filter((duration) => duration !== undefined);
  const total = known.reduce((sum, duration) => sum + duration, 0);
  const mean = Math.round(total / known.length);
  return total > 0 ? (step) => measured.get(step) ?? mean : undefined;
}
