/** The arguments of steps, resolved again from the record as the interpreter resolved them; they are on no record. */
import { executionContext } from '../contracts/execution-context.js';
import type { ExecutionRequest, StepRecord } from '../contracts/execution.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { PlanStep } from '../contracts/plan.js';
import { resolveBinding, type ResolveOptions } from '../language/resolve-binding.js';
import type { Scope } from '../language/scope.js';

export type StepRecords = ReadonlyMap<number, StepRecord>;

export const recordsOf = (steps: readonly StepRecord[]): StepRecords =>
  new Map(steps.map((step) => [step.step_number, step]));

/** The record of a step that has a value. */
export const valueOf = (record: StepRecord | undefined) => (record?.status === 'completed' ? record : undefined);

export function recordedScope(request: ExecutionRequest, records: StepRecords): Scope {
  const stepOutput = (step_number: number): Json | undefined => valueOf(records.get(step_number))?.output;
  return { input: request.input_data, context: executionContext(request), stepOutput };
}
/** Of a step with `foreach` those of each item; null where they cannot be told. */
export function stepArguments(step: PlanStep, record: StepRecord, scope: Scope): JsonObject | JsonObject[] | null {
  return record.input_override ? overridden(step, record.input_override) : mapped(step, scope);
}
/** A retry by hand gave them to all items, or only to those that had failed. */
function overridden({ foreach }: PlanStep, input: JsonObject): JsonObject | null {
  return foreach ? null : input;
}
function mapped(step: PlanStep, scope: Scope): JsonObject | JsonObject[] | null {
  const options = { missing_is_null: step.join !== 'all' };
  if (!step.foreach) return argumentsOf(step, scope, options);
  const items = resolveBinding(step.foreach.items, scope);
  const list = items.ok ? (items.value ?? []) : options.missing_is_null ? [] : null;
  if (!Array.isArray(list)) return null;
  const inputs = list.map((value, index) => argumentsOf(step, { ...scope, item: { value, index } }, options));
  return inputs.every((input) => input !== null) ? inputs : null;
}
function argumentsOf({ input }: PlanStep, scope: Scope, options: ResolveOptions): JsonObject | null {
  const resolved = resolveBinding(input, scope, options);
  return resolved.ok ? ((resolved.value ?? {}) as JsonObject) : null;
}
