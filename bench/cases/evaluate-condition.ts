/** Evaluating compiled conditions, against the same conditions written by hand in JavaScript. */
import type { Condition } from '../../src/contracts/expression.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { evaluate, isTruthy } from '../../src/language/evaluate.js';
import { parseExpression } from '../../src/language/parse-expression.js';
import type { Scope } from '../../src/language/scope.js';
import { atLeastPerSecond, perSecond, type BenchCase, type BenchResult } from '../bench-case.js';
import { alternately, median } from '../measure.js';

const EVALUATIONS = 200_000;
const ROUNDS = 7;
const TARGET_PER_SECOND = 1_000_000;

interface Values {
  load: number;
  grade: string;
  approved: boolean;
  rows: number[];
  status: number;
  rate: number | null;
}
interface Comparison {
  name: string;
  text: string;
  byHand(values: Values): boolean;
}
const COMPARISONS: readonly Comparison[] = [
  { name: 'one comparison', text: '$input.load > 500', byHand: ({ load }) => load > 500 },
  {
    name: 'AND, OR, NOT over step outputs',
    text: '$input.load > 500 AND NOT $step1.approved OR $step2.answer.status == 200',
    byHand: ({ load, approved, status }) => (load > 500 && !approved) || status === 200,
  },
  {
    name: 'arithmetic and a list',
    text: '($input.load * 1.5 + $step2.answer.body.rate) / 2 >= 450 AND $input.grade IN ["M20", "M25", "M30"]',
    byHand: ({ load, rate, grade }) =>
      (load * 1.5 + (rate ?? Number.NaN)) / 2 >= 450 && ['M20', 'M25', 'M30'].includes(grade),
  },
  {
    name: 'function calls and a ternary',
    text: 'len($input.rows) > 2 ? max($input.load, 100) < 900 : exists($step2.answer.body.rate)',
    byHand: ({ rows, load, rate }) => (rows.length > 2 ? Math.max(load, 100) < 900 : rate !== null),
  },
];
/** Different values in turn, so that nothing can be reckoned once and for all. */
const VALUES: readonly Values[] = Array.from({ length: 64 }, (_, index) => ({
  load: (index * 97) % 1000,
  grade: ['M15', 'M20', 'M25'][index % 3] ?? '',
  approved: index % 5 === 0,
  rows: Array.from({ length: index % 6 }, (__, row) => row),
  status: index % 4 === 0 ? 503 : 200,
  rate: 60 + index,
}));

function scopeOf({ load, grade, approved, rows, status, rate }: Values): Scope {
  const outputs: Record<number, Json> = { 1: { approved }, 2: { answer: { status, body: { rate } } } };
  const input: JsonObject = { load, grade, rows };
  return { input, context: { user_id: 'reviewer' }, stepOutput: (step_number) => outputs[step_number] };
}
function compiled(text: string): Condition {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return { text, expression: parsed.expression };
}
/** How many of EVALUATIONS hold; the values in turn. */
function countOf<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  let count = 0;
  for (let turn = 0; turn < EVALUATIONS; turn += 1) if (holds(values[turn % values.length] as Value)) count += 1;
  return count;
}
async function compare({ name, text, byHand }: Comparison): Promise<BenchResult> {
  const condition = compiled(text);
  const scopes = VALUES.map(scopeOf);
  const evaluating = () => countOf(scopes, (scope) => isTruthy(evaluate(condition, scope)));
  const written = () => countOf(VALUES, byHand);
  if (evaluating() !== written()) throw new Error(`${text} is not what was written by hand`);
  const [ours, theirs] = (
    await alternately(
      ROUNDS,
      async () => evaluating(),
      async () => written(),
    )
  ).map((times) => (1_000 * EVALUATIONS) / median(times)) as [number, number];
  return atLeastPerSecond(`condition: ${name}`, ours, `by hand ${perSecond(theirs)}`, ours / theirs, TARGET_PER_SECOND);
}
export const evaluateCondition: BenchCase = async () => {
  const results: BenchResult[] = [];
  for (const comparison of COMPARISONS) results.push(await compare(comparison));
  return results;
};
