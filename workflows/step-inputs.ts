/** The arguments of steps: what a person gave in place of them, or what the mapping resolves to. */
import type { StepError } from '../src/contracts/execution.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import { resolveBinding } from '../src/language/resolve-binding.js';
import type { Scope } from '../src/language/scope.js';
import { failureBeforeDispatch } from './attempt-failure.js';
import type { StepRun } from './step-run.js';

type Resolved<Value> = { ok: true; value: Value } | { ok: false; error: StepError };
const unresolved = (type: string, message: string) =>
  ({ ok: false, error: failureBeforeDispatch(type, message) }) as const;

export class StepInputs {
  constructor(private readonly scope: Scope) {}

  /** Of the step, or of one item of it. */
  of(run: StepRun, item: number | null): Resolved<JsonObject> {
    const { step, record, foreach } = run;
    if (record.input_override) return { ok: true, value: record.input_override };
    const value = item === null ? null : (foreach?.list[item] ?? null);
    const scope = item === null ? this.scope : { ...this.scope, item: { value, index: item } };
    const resolved = resolveBinding(step.input, scope, { missing_is_null: step.join !== 'all' });
    if (!resolved.ok) return unresolved('reference_not_found', resolved.message);
    return { ok: true, value: (resolved.value ?? {}) as JsonObject };
  }
  /** Of a step that began before. */
  again(run: StepRun, item: number | null): JsonObject {
    const resolved = this.of(run, item);
    return resolved.ok ? resolved.value : {};
  }
  /** Of every item; null when one of them has an argument without a value. */
  ofAll(run: StepRun): JsonObject[] | null {
    const all = (run.foreach?.list ?? []).map((_, index) => this.of(run, index));
    return all.every((one) => one.ok) ? all.map(({ value }) => value) : null;
  }
  /** What a step with `foreach` goes through; a missing list is an empty one where a missing reference is null. */
  list({ foreach, join }: PlanStep): Resolved<Json[]> {
    if (!foreach) return { ok: true, value: [] };
    const resolved = resolveBinding(foreach.items, this.scope, { missing_is_null: false });
    if (!resolved.ok) {
      return join === 'all' ? unresolved('reference_not_found', resolved.message) : { ok: true, value: [] };
    }
    const value = resolved.value === undefined ? [] : resolved.value;
    if (Array.isArray(value)) return { ok: true, value };
    return unresolved('type_error', `foreach: ${foreach.items.reference.text} is ${kindOf(value)}, not a list`);
  }
}
function kindOf(value: Json): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
