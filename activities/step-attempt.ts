/** An attempt of a step as the worker sees it, and what it needs of the platform. */
import type { AttemptReport, StepAssignment } from '../src/contracts/attempt.js';
import type { AttemptRecord } from '../src/contracts/execution.js';
import type { InputFinding } from '../src/contracts/finding.js';
import type { FunctionDefinition, FunctionLog } from '../src/contracts/function.js';
import type { Json, JsonSchema } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import type { AskExtension } from './time-extension.js';
import type { TotalBudget } from './total-budget.js';

/** `item` is the index of the item that a step with `foreach` runs for; left out of other steps. */
export interface StepActivityHost {
  step(plan_hash: string, step_number: number): Promise<PlanStep>;
  validate(schema: JsonSchema, value: Json): InputFinding[];
  validateOutput(step: PlanStep, output: Json): InputFinding[];
  report(execution_id: string, report: AttemptReport): Promise<void>;
  /** The failed attempts that the workflow knows of. */
  failedAttempts(execution_id: string, step_number: number, item?: number): Promise<AttemptRecord[]>;
  /** By how many seconds in all the step's time limits were extended, of all its items. Rejects when nobody answers. */
  extension(execution_id: string, step_number: number): Promise<number>;
  log(execution_id: string, step_number: number, item?: number): FunctionLog;
}

export interface StepAttempt {
  definition: FunctionDefinition;
  host: StepActivityHost;
  input: Json;
  assignment: StepAssignment;
  step: PlanStep;
  /** From 1, over all dispatches of the step, or of the item. */
  attempt: number;
  /** Null for a step without total_timeout_seconds. */
  budget: TotalBudget | null;
  /** Left out of a local activity: the workflow answers no query while its task waits for this very attempt. */
  extension?: AskExtension;
}

/** What every report of the attempt begins with. */
export function stepPlace({ step_number, item }: StepAssignment): Pick<AttemptReport, 'step_number' | 'item'> {
  return item === undefined ? { step_number } : { step_number, item };
}

/** `<execution_id>/<step_number>`, of an item `<execution_id>/<step_number>/<item>`: the same for every attempt. */
export function idempotencyKey({ execution_id, step_number, item }: StepAssignment): string {
  return [execution_id, step_number, ...(item === undefined ? [] : [item])].join('/');
}
