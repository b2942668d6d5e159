/** Timing and the arithmetic on it. All times in ms. */
export const percentile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};
export const median = (values: number[]): number => percentile(values, 0.5);

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
/** Runs the two alternately, so that noise on the machine meets both; returns their times. */
export async function alternately(
  rounds: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    times[0].push(await timed(one));
    times[1].push(await timed(other));
  }
  return times;
}
/** How many a second, `in_flight` at a time. */
export async function throughput(total: number, in_flight: number, work: () => Promise<unknown>): Promise<number> {
  let left = total;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  const elapsed = await timed(() => Promise.all(Array.from({ length: in_flight }, lane)));
  return (1000 * total) / elapsed;
}
