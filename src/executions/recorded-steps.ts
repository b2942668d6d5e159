/**
 * What a rerun may take from the record of a closed execution: the steps that have a value, each with the arguments that
 * it was run with. These are resolved again, as the interpreter resolved them; they are on no record.
 */
import { executionContext } from '../contracts/execution-context.js';
import type { ExecutionRequest, ExecutionState, StepRecord } from '../contracts/execution.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Plan, PlanStep } from '../contracts/plan.js';
import { type RecordedStep, type Recording, stepSettings } from '../contracts/recording.js';
import { resolveBinding, type ResolveOptions } from '../language/resolve-binding.js';
import type { Scope } from '../language/scope.js';

export interface ClosedExecution {
  request: ExecutionRequest;
  plan: Plan;
  state: ExecutionState;
}
type Records = Map<number, StepRecord>;

/** Of all steps but those that are to run in any case. */
export function recordingOf({ request, plan, state }: ClosedExecution, runsAgain: ReadonlySet<number>): Recording {
  const records: Records = new Map(state.steps.map((step) => [step.step_number, step]));
  const scope = scopeOf(request, records);
  const kept = plan.steps
    .filter(({ step_number }) => !runsAgain.has(step_number))
    .map((step) => [String(step.step_number), recordedStep(step, records, scope)] as const)
    .filter((entry): entry is readonly [string, RecordedStep] => entry[1] !== null);
  return { execution_id: request.execution_id, steps: Object.fromEntries(kept) };
}
function scopeOf(request: ExecutionRequest, records: Records): Scope {
  const stepOutput = (step_number: number): Json | undefined => valueOf(records.get(step_number))?.output;
  return { input: request.input_data, context: executionContext(request), stepOutput };
}
/** The record of a step that has a value. */
const valueOf = (record: StepRecord | undefined) => (record?.status === 'completed' ? record : undefined);

/** Null for a step without a value, and for one whose arguments cannot be told any more. */
function recordedStep(step: PlanStep, records: Records, scope: Scope): RecordedStep | null {
  const record = valueOf(records.get(step.step_number));
  if (!record || ranWithoutRecovered(step, record, records)) return null;
  const input = record.input_override ? overridden(step, record.input_override) : inputOf(step, scope);
  if (input === null) return null;
  const { output, used_fallback, error } = record;
  return { function: step.function, settings: stepSettings(step), input, output, used_fallback, error };
}
/** A step that did not need a failed one may have run before a person gave that one its value. */
function ranWithoutRecovered({ join, dependencies }: PlanStep, record: StepRecord, records: Records): boolean {
  if (join === 'all') return false;
  const end = record.completed_at ?? '';
  return dependencies.some((number) => (valueOf(records.get(number))?.completed_at ?? '') > end);
}
/** A retry by hand gave them to all items, or only to those that had failed. */
function overridden({ foreach }: PlanStep, input: JsonObject): JsonObject | null {
  return foreach ? null : input;
}
function inputOf(step: PlanStep, scope: Scope): JsonObject | JsonObject[] | null {
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
