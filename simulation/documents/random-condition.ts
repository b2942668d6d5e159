import type { Random } from '../random.js';
import type { Producer } from './random-references.js';

const ABOUT_INPUT = [
  '$input.load > 400',
  '$input.load > 9000',
  'true',
  '1 == 2',
  "$input.text == 'beam'",
  'exists($input.none)',
];
const ABOUT_STEP = [
  (step: string) => `${step}.n > 500`,
  (step: string) => `${step}.ok`,
  (step: string) => `NOT ${step}.ok`,
  (step: string) => `len(${step}.rows) > 1`,
  (step: string) => `${step} is null`,
  (step: string) => `exists(${step}.n) AND ${step}.n % 2 == 0`,
];

/** A condition over the input and earlier steps; a few do not compare what can be compared. */
export function drawCondition(producers: readonly Producer[], random: Random): string {
  const count = random.weighted([
    [5, 1],
    [2, 2],
    [1, 3],
  ]);
  const parts = Array.from({ length: count }, () => drawPart(producers, random));
  return parts.reduce((left, right) => `${left} ${random.pick(['AND', 'OR'])} ${right}`);
}
function drawPart(producers: readonly Producer[], random: Random): string {
  if (random.chance(0.03)) return "$input.load < 'x'";
  const steady = producers.filter(({ function_to_call }) => function_to_call !== 'flow.wait');
  if (steady.length === 0 || random.chance(0.3)) return random.pick(ABOUT_INPUT);
  return random.pick(ABOUT_STEP)(`$step${random.pick(steady).step_number}`);
}
