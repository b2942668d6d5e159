/** Plans for tests, compiled from small documents as a publisher would write them. */
import type { CatalogueEntry, FunctionCatalogue } from '../../src/contracts/function.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Plan } from '../../src/contracts/plan.js';
import { compilePlan } from '../../src/plan/compile-plan.js';

/** `test.fast` is declared fast; functions of other tools than `test` run on the task queue of that name. */
const entry = (name: string): CatalogueEntry => ({
  name,
  description: '',
  input: {},
  output: {},
  fast: name === 'test.fast',
  idempotent: true,
  task_queue: name.startsWith('test.') ? null : (name.split('.')[0] ?? null),
  transient_errors: [],
});
export const anyFunction: FunctionCatalogue = { get: entry, list: () => [] };

export interface StepSketch extends JsonObject {
  [key: string]: Json;
}
/** A step that calls test.run; `needs` makes it wait for those. */
export const step = (step_number: number, needs: number[] = [], more: StepSketch = {}): StepSketch => ({
  step_number,
  step_name: `step_${step_number}`,
  function_to_call: 'test.run',
  input_mapping: Object.fromEntries(needs.map((n) => [`from_${n}`, `$step${n}`])),
  output_variable: `out_${step_number}`,
  ...more,
});
export function planOf(workflow_steps: StepSketch[], more: JsonObject = {}): Plan {
  const document = { deliverable_type: 'simulated', workflow_steps, ...more } as Json;
  const { plan, findings } = compilePlan(document, anyFunction);
  if (!plan) throw new Error(JSON.stringify(findings));
  return plan;
}
