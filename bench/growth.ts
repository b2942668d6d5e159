import { atMost, type BenchResult } from './bench-case.js';

/** One size that was measured: how long one unit of it (a step, a KB) took. */
export interface Measured {
  size: string;
  us_per_unit: number;
}
/** Sizes are ten times apart; a unit may take this much longer at the next one and the growth is still about linear. */
const LINEAR = 1.5;

/** How the time of one unit changes from each size to the next: about 1 where time grows linearly with size. */
export function growth(unit: string, measured: readonly Measured[]): BenchResult[] {
  const told = ({ us_per_unit }: Measured): string => `${us_per_unit.toFixed(1)} us a ${unit}`;
  return measured.slice(1).map((larger, index) => {
    const smaller = measured[index] as Measured;
    const ratio = larger.us_per_unit / smaller.us_per_unit;
    return atMost(`  growth to ${larger.size}`, told(larger), `${smaller.size}: ${told(smaller)}`, ratio, LINEAR);
  });
}
