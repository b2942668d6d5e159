/** A seed that broke a rule, told so that a person can see why. */
import { InvariantViolated } from './invariants/invariant.js';
import { publishedFor, simulate, type SimulationOptions } from './simulation.js';

export interface FailingRun {
  seed: number;
  rule: string;
  detail: string;
}
const TRACED_LINES = 40;
const LINE_LENGTH = 300;
const shortened = (text: string): string => (text.length > LINE_LENGTH ? `${text.slice(0, LINE_LENGTH)} …` : text);

export function failingRun(seed: number, error: unknown): FailingRun {
  if (error instanceof InvariantViolated) return { seed, rule: error.rule, detail: error.detail };
  return {
    seed,
    rule: 'the simulation itself works',
    detail: error instanceof Error ? (error.stack ?? '') : String(error),
  };
}
/** Runs the seed once more for its trace. The text ends with how to run it again. */
export async function describeFailingRun(failing: FailingRun, options: SimulationOptions = {}): Promise<string> {
  const { seed, rule, detail } = failing;
  const lines: string[] = [];
  await simulate(seed, { ...options, trace: (line) => lines.push(shortened(line)) }).catch(() => undefined);
  return [
    `Seed ${seed} breaks a rule: ${rule}`,
    shortened(detail),
    `Document: ${JSON.stringify(publishedFor(seed).document)}`,
    ...(lines.length > TRACED_LINES ? [`… ${lines.length - TRACED_LINES} lines before`] : []),
    ...lines.slice(-TRACED_LINES),
    `Again: npm run simulate -- --seed ${seed}`,
  ].join('\n');
}
