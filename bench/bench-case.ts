import type { HandWritten } from './hand-written-worker.js';
import type { PlatformClient } from './platform-client.js';

export interface BenchContext {
  platform: PlatformClient;
  handWritten: HandWritten;
}
/** One line of the table. `holds` says whether the ratio reaches the target. */
export interface BenchResult {
  name: string;
  measured: string;
  compared: string;
  ratio: number;
  target: string;
  holds: boolean;
}
export type BenchCase = (context: BenchContext) => Promise<BenchResult[]>;
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export function atMost(name: string, measured: string, compared: string, ratio: number, limit: number): BenchResult {
  return { name, measured, compared, ratio: round(ratio), target: `<= ${limit}`, holds: ratio <= limit };
}
export function atLeast(name: string, measured: string, compared: string, ratio: number, limit: number): BenchResult {
  return { name, measured, compared, ratio: round(ratio), target: `>= ${limit}`, holds: ratio >= limit };
}
export const ms = (value: number): string => `${round(value, 1)} ms`;
export const perSecond = (value: number): string => `${round(value, 1)}/s`;
