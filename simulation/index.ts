/** `npm run simulate -- [--runs N] [--seed S]`: N runs from seed S on; without N the one run of that seed, with its trace. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { describeFailingRun, failingRun, type FailingRun } from './failing-run.js';
import { simulateSeeds, type SeedsResult } from './simulate-seeds.js';
import { publishedFor, seedRunning, simulate } from './simulation.js';

const USAGE = 'npm run simulate -- [--runs N] [--seed S]';
const DEFAULT_RUNS = 100_000;
const REPORT_EVERY_MS = 10_000;
const MAX_SEED = Number.MAX_SAFE_INTEGER;
/** Seeds that are told in full. */
const TOLD = 3;

interface Asked {
  runs: number | null;
  seed: number | null;
}
function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= MAX_SEED) return value;
  throw new Error(`--${name} takes a whole number, not '${text}'`);
}
function readArguments(): Asked {
  try {
    const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
    return { runs: wholeNumber('runs', values.runs), seed: wholeNumber('seed', values.seed) };
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}
function reportProgress(started: number): (done: number) => void {
  let told = started;
  return (done) => {
    if (Date.now() < told + REPORT_EVERY_MS) return;
    told = Date.now();
    console.log(`${done} runs, ${Math.round((1000 * done) / (told - started))} a second`);
  };
}
async function runMany(from: number, count: number): Promise<SeedsResult> {
  const started = Date.now();
  console.log(`${count} runs from seed ${from} on`);
  const result = await simulateSeeds({ from, count, onProgress: reportProgress(started) });
  const seconds = (Date.now() - started) / 1000;
  console.log(`${count} runs in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`);
  console.table([{ ...result.statuses, ...result.sums }]);
  return result;
}
/** The first seed of each rule that was broken. */
async function tell(failing: FailingRun[]): Promise<void> {
  const first = new Map([...failing].reverse().map((one) => [one.rule, one]));
  for (const one of [...first.values()].reverse().slice(0, TOLD)) console.error(`\n${await describeFailingRun(one)}`);
  console.error(`\n${failing.length} seeds break ${first.size} rules: ${failing.slice(0, 20).map((one) => one.seed)}`);
}
/** Its document, all that happens, and what is wrong with it. */
async function runOne(seed: number): Promise<FailingRun[]> {
  console.log(JSON.stringify(publishedFor(seed).document, null, 2));
  try {
    console.table([await simulate(seed, { trace: (line) => console.log(line) })]);
    return [];
  } catch (error) {
    const failing = failingRun(seed, error);
    console.error(`\nSeed ${seed} breaks a rule: ${failing.rule}\n${failing.detail}`);
    return [failing];
  }
}
async function run({ runs, seed }: Asked): Promise<FailingRun[]> {
  if (seed !== null && runs === null) return runOne(seed);
  const { failing } = await runMany(seed ?? randomInt(2 ** 40), runs ?? DEFAULT_RUNS);
  if (failing.length > 0) await tell(failing);
  return failing;
}
/** An error in a promise that nobody waits for: the interpreter makes some. */
process.on('unhandledRejection', (error) => {
  console.error(`Seed ${seedRunning()}: an error that nobody takes`, error);
  process.exit(1);
});
process.exitCode = (await run(readArguments())).length > 0 ? 1 : 0;
