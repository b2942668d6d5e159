import type { BenchServices } from './bench-services.js';

/** One line of the table. `holds` says whether the target is reached; both are null where a line only informs. */
export interface BenchResult {
  name: string;
  measured: string;
  compared: string;
  ratio: number;
  target: string | null;
  holds: boolean | null;
}
/** What a case asks `services` for is started then; a case that asks for nothing is measured in this process alone. */
export type BenchCase = (services: BenchServices) => Promise<BenchResult[]>;
/** A line without its target. */
type Measurement = [name: string, measured: string, compared: string, ratio: number];

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const line = ([name, measured, compared, ratio]: Measurement, target: string | null, holds: boolean | null) =>
  ({ name, measured, compared, ratio: round(ratio), target, holds }) satisfies BenchResult;

export function atMost(name: string, measured: string, compared: string, ratio: number, limit: number): BenchResult {
  return line([name, measured, compared, ratio], `<= ${limit}`, ratio <= limit);
}
export function atLeast(name: string, measured: string, compared: string, ratio: number, limit: number): BenchResult {
  return line([name, measured, compared, ratio], `>= ${limit}`, ratio >= limit);
}
/** A target of its own unit beside the ratio: `value` is at most `limit` ms. */
export function atMostMs(name: string, value: number, compared: string, ratio: number, limit: number): BenchResult {
  return line([name, ms(value), compared, ratio], `<= ${limit} ms`, value <= limit);
}
/** The same for a rate: `value` is at least `limit` a second. */
export function atLeastPerSecond(
  name: string,
  value: number,
  compared: string,
  ratio: number,
  limit: number,
): BenchResult {
  return line([name, perSecond(value), compared, ratio], `>= ${grouped(limit)}/s`, value >= limit);
}
/** A ratio that informs. */
export function told(name: string, measured: string, compared: string, ratio: number): BenchResult {
  return line([name, measured, compared, ratio], null, null);
}
export const ms = (value: number): string => `${round(value, value < 10 ? 2 : 1)} ms`;
export const perSecond = (value: number): string => `${value < 1_000 ? round(value, 1) : grouped(value)}/s`;
const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');
