/** Checking inputs of three sizes against a published Plan: schema, defaults and rules, against ajv as it comes. */
import { Ajv } from 'ajv';
import { FunctionRegistry } from '../../activities/function-registry.js';
import { shippedPacks } from '../../activities/shipped-packs.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { Plan } from '../../src/contracts/plan.js';
import { checkInput } from '../../src/executions/check-input.js';
import { compilePlan } from '../../src/plan/compile-plan.js';
import { ms, told, type BenchCase, type BenchResult } from '../bench-case.js';
import { growth, type Measured } from '../growth.js';
import { INPUT_SCHEMA, inputDocument, largeInput } from '../large-input.js';
import { alternately, median } from '../measure.js';

interface Size {
  name: string;
  bytes: number;
  rounds: number;
}
const SIZES: readonly Size[] = [
  { name: '10 KB', bytes: 10_000, rounds: 200 },
  { name: '100 KB', bytes: 100_000, rounds: 60 },
  { name: '1 MB', bytes: 1_000_000, rounds: 20 },
];

function publishedPlan(): Plan {
  const { plan, findings } = compilePlan(inputDocument, new FunctionRegistry(shippedPacks));
  if (plan === null) throw new Error(JSON.stringify(findings[0]));
  return plan;
}
/** Median times in ms of our check, of ajv on a copy that it fills, and of reading the text. */
async function times(plan: Plan, { bytes, rounds }: Size): Promise<[number, number, number]> {
  const input = largeInput(bytes);
  const text = JSON.stringify(input);
  const fits = new Ajv({ allErrors: true, useDefaults: true, formats: { 'date-time': true } }).compile(INPUT_SCHEMA);
  const ours = async () => {
    if (checkInput(plan, input).findings.length > 0) throw new Error('The input has findings');
  };
  const bare = async () => {
    if (!fits(structuredClone(input))) throw new Error('ajv refuses the input');
  };
  const reading = async () => JSON.parse(text) as JsonObject;
  await alternately(Math.ceil(rounds / 4), ours, bare);
  const [checked, filled] = (await alternately(rounds, ours, bare)).map(median) as [number, number];
  return [checked, filled, median((await alternately(rounds, reading, reading))[0])];
}
export const validateInput: BenchCase = async () => {
  const plan = publishedPlan();
  const results: BenchResult[] = [];
  const measured: Measured[] = [];
  for (const size of SIZES) {
    const [checked, bare, read] = await times(plan, size);
    const compared = `ajv on a copy ${ms(bare)}, JSON.parse ${ms(read)}`;
    results.push(told(`validate ${size.name} of input`, ms(checked), compared, checked / bare));
    measured.push({ size: size.name, us_per_unit: (1_000 * checked) / (size.bytes / 1_000) });
  }
  return [...results, ...growth('KB', measured)];
};
