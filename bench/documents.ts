/** The documents of the benchmarks. */
type Step = Record<string, unknown>;
const step = (step_number: number, function_to_call: string, input_mapping: Step): Step => ({
  step_number,
  step_name: `step_${step_number}`,
  function_to_call,
  input_mapping,
  output_variable: `out_${step_number}`,
});
const echo = (n: number, input: Step) => step(n, 'demo.echo', input);
const compute = (n: number, expression: string, values: Step) => step(n, 'transform.compute', { expression, values });
const nap = (n: number, seconds: number, depends_on: number[] = []) => ({
  ...step(n, 'demo.sleep', { seconds }),
  depends_on,
});
const document = (deliverable_type: string, workflow_steps: Step[]) => ({ deliverable_type, workflow_steps });

export const threeInARow = document('bench_three_in_a_row', [
  echo(1, { load: '$input.load' }),
  echo(2, { load: '$step1.load' }),
  echo(3, { load: '$step2.load' }),
]);
export const threeFast = document('bench_three_fast', [
  compute(1, 'load + 1', { load: '$input.load' }),
  compute(2, 'load + 1', { load: '$step1.value' }),
  compute(3, 'load + 1', { load: '$step2.value' }),
]);
/** 1 and 2 independent; 3 needs 1 and 2; 4 needs 1; 5 needs 3. */
export const fiveSteps = document('bench_five_steps', [
  echo(1, { load: '$input.load' }),
  echo(2, { load: '$input.load' }),
  echo(3, { a: '$step1.load', b: '$step2.load' }),
  echo(4, { a: '$step1.load' }),
  echo(5, { c: '$step3' }),
]);
export const fiveFast = document('bench_five_fast', [
  compute(1, 'load + 1', { load: '$input.load' }),
  compute(2, 'load + 2', { load: '$input.load' }),
  compute(3, 'a + b', { a: '$step1.value', b: '$step2.value' }),
  compute(4, 'a * 2', { a: '$step1.value' }),
  compute(5, 'c * 3', { c: '$step3.value' }),
]);
/** A 1 s, B 0.1 s; C after B 1 s; D after A and C 0.1 s; E after A 0.1 s: the critical path is B, C, D. */
export const unbalanced = document('bench_unbalanced', [
  nap(1, 1),
  nap(2, 0.1),
  nap(3, 1, [2]),
  nap(4, 0.1, [1, 3]),
  nap(5, 0.1, [1]),
]);
export const UNBALANCED_CRITICAL_PATH_MS = 1_200;
export const fiveNaps = document(
  'bench_five_naps',
  [1, 2, 3, 4, 5].map((n) => nap(n, 1)),
);
/** Rows of steps; each step reads two of the row above, the one right above it and the next one. */
export interface Grid {
  levels: number;
  width: number;
}
type GridStep = (n: number, first: string, second: string) => Step;
function grid(deliverable_type: string, { levels, width }: Grid, stepOf: GridStep, field: string) {
  const above = (level: number, lane: number) =>
    level === 0 ? '$input.load' : `$step${(level - 1) * width + (lane % width) + 1}.${field}`;
  const steps = Array.from({ length: levels * width }, (_, index) => {
    const [level, lane] = [Math.floor(index / width), index % width];
    return stepOf(index + 1, above(level, lane), above(level, lane + 1));
  });
  return document(deliverable_type, steps);
}
export const remoteGrid = (deliverable_type: string, size: Grid) =>
  grid(deliverable_type, size, (n, load, other) => echo(n, { load, other }), 'load');
export const fastGrid = (deliverable_type: string, size: Grid) =>
  grid(deliverable_type, size, (n, a, b) => compute(n, 'max(a, b) + 1', { a, b }), 'value');

/** Short steps in a row, for long enough to be killed among them. */
export const recovering = document(
  'bench_recovering',
  Array.from({ length: 60 }, (_, index) => nap(index + 1, 0.2, index === 0 ? [] : [index])),
);
/** One step after the other, slow enough for whoever follows to be idle between them. */
export const naps = document(
  'bench_naps',
  Array.from({ length: 40 }, (_, index) => nap(index + 1, 0.1, index === 0 ? [] : [index])),
);
export const documents = [naps, threeInARow, threeFast, fiveSteps, fiveFast, unbalanced, fiveNaps];
