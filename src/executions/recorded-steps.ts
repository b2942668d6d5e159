/** What a rerun may take from the record of a closed execution: the steps that have a value, each with its arguments. */
import type { ExecutionRequest, ExecutionState, StepRecord } from '../contracts/execution.js';
import type { Plan, PlanStep } from '../contracts/plan.js';
import { type RecordedStep, type Recording, stepSettings } from '../contracts/recording.js';
import type { Scope } from '../language/scope.js';
import { recordedScope, recordsOf, stepArguments, type StepRecords, valueOf } from './step-arguments.js';

export interface ClosedExecution {
  request: ExecutionRequest;
  plan: Plan;
  state: ExecutionState;
}

/** Of all steps but those that are to run in any case. */
export function recordingOf({ request, plan, state }: ClosedExecution, runsAgain: ReadonlySet<number>): Recording {
  const records = recordsOf(state.steps);
  const scope = recordedScope(request, records);
  const kept = plan.steps
    .filter(({ step_number }) => !runsAgain.has(step_number))
    .map((step) => [String(step.step_number), recordedStep(step, records, scope)] as const)
    .filter((entry): entry is readonly [string, RecordedStep] => entry[1] !== null);
  return { execution_id: request.execution_id, steps: Object.fromEntries(kept) };
}
/** Null for a step without a value, and for one whose arguments cannot be told any more. */
function recordedStep(step: PlanStep, records: StepRecords, scope: Scope): RecordedStep | null {
  const record = valueOf(records.get(step.step_number));
  if (!record || ranWithoutRecovered(step, record, records)) return null;
  const input = stepArguments(step, record, scope);
  if (input === null) return null;
  const { output, used_fallback, error } = record;
  return { function: step.function, settings: stepSettings(step), input, output, used_fallback, error };
}
/** A step that did not need a failed one may have run before a person gave that one its value. */
function ranWithoutRecovered({ join, dependencies }: PlanStep, record: StepRecord, records: StepRecords): boolean {
  if (join === 'all') return false;
  const end = record.completed_at ?? '';
  return dependencies.some((number) => (valueOf(records.get(number))?.completed_at ?? '') > end);
}
