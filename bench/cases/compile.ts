/** Compiling documents of three sizes, and how the time grows with the size. */
import { FunctionRegistry } from '../../activities/function-registry.js';
import { shippedPacks } from '../../activities/shipped-packs.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { compilePlan } from '../../src/plan/compile-plan.js';
import { contentHash } from '../../src/plan/content-hash.js';
import { atMostMs, ms, told, type BenchCase, type BenchResult } from '../bench-case.js';
import { growth, type Measured } from '../growth.js';
import { largeDocument } from '../large-document.js';
import { alternately, median } from '../measure.js';

interface Size {
  steps: number;
  rounds: number;
  limit_ms: number | null;
}
const SIZES: readonly Size[] = [
  { steps: 100, rounds: 60, limit_ms: null },
  { steps: 1_000, rounds: 20, limit_ms: 150 },
  { steps: 10_000, rounds: 5, limit_ms: 1_500 },
];
const WARM_UP: Size = { steps: 1_000, rounds: 3, limit_ms: null };
const functions = new FunctionRegistry(shippedPacks);

function compileOrThrow(document: JsonObject): void {
  const { plan, findings } = compilePlan(document, functions);
  if (plan === null || findings.length > 0) throw new Error(JSON.stringify(findings[0]));
  contentHash(plan as unknown as Json);
}
/** Median times in ms of compiling with the Plan's hash, and of writing and reading the same document as JSON. */
async function times({ steps, rounds }: Size): Promise<[number, number]> {
  const document = largeDocument('bench_compile', steps);
  const compiling = async () => compileOrThrow(document);
  const rereading = async () => JSON.parse(JSON.stringify(document)) as JsonObject;
  return (await alternately(rounds, compiling, rereading)).map(median) as [number, number];
}
function sizeLine({ steps, limit_ms }: Size, ours: number, json: number): BenchResult {
  const [name, compared] = [`compile ${steps} steps`, `JSON write and read ${ms(json)}`];
  return limit_ms === null
    ? told(name, ms(ours), compared, ours / json)
    : atMostMs(name, ours, compared, ours / json, limit_ms);
}

export const compile: BenchCase = async () => {
  await times(WARM_UP);
  const results: BenchResult[] = [];
  const measured: Measured[] = [];
  for (const size of SIZES) {
    const [ours, json] = await times(size);
    results.push(sizeLine(size, ours, json));
    measured.push({ size: `${size.steps} steps`, us_per_unit: (1_000 * ours) / size.steps });
  }
  return [...results, ...growth('step', measured)];
};
