import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { canonical } from '../documents/simulated-functions.js';
import { ReferenceInterpreter, type ReferenceEnd } from '../reference/reference-interpreter.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** Commands that leave the outcome alone. */
const HARMLESS = new Set(['pause', 'resume', 'signal', 'approve', 'reject', 'extend_approval']);

/** Whether the document alone, with what its functions do, decides what each step comes to. */
export function isDeterministic({ ledger, plan, state }: Observed): boolean {
  const { steps, status, error } = state();
  if (status === 'cancelled' || (status === 'failed' && error?.type === 'timeout' && error.step_number === undefined))
    return false;
  if (plan.execution.failure_policy === 'fail_fast' && steps.some((step) => step.status === 'failed')) return false;
  return ledger.commands.every(({ kind }) => HARMLESS.has(kind));
}
function endOf({ status, skip_reason, error, output }: StepRecord): ReferenceEnd {
  const why = skip_reason ?? error?.type ?? null;
  return { status: status as ReferenceEnd['status'], why, output: status === 'completed' ? output : null };
}
const text = (end: ReferenceEnd): string => `${end.status} ${end.why ?? ''} ${canonical(end.output)}`;

function differs(record: StepRecord, right: ReferenceEnd): boolean {
  const end = endOf(record);
  // Which of several items failed, and whether one fell back, is not said by the reference.
  if (record.items !== undefined) return text({ ...end, why: null }) !== text({ ...right, why: null });
  return text(end) !== text(right);
}
function compare(observed: Observed, { steps, output_data }: ExecutionState): Verdict {
  const { plan, document, input, context, faults, ledger } = observed;
  const given = new Map(
    steps
      .filter(({ step_number, taken_from }) => ledger.step(step_number).isFlow || taken_from !== undefined)
      .map((record) => [record.step_number, endOf(record)]),
  );
  const givenEnd = (step_number: number) => given.get(step_number) ?? null;
  const reference = new ReferenceInterpreter({ plan, document, input, context, fates: faults.fates, givenEnd });
  for (const record of steps) {
    const right = reference.end(record.step_number);
    if (differs(record, right)) return `step ${record.step_number} is ${text(endOf(record))}, should be ${text(right)}`;
  }
  const outputs: [string, Json][] = plan.steps
    .filter(({ step_number }) => reference.end(step_number).status === 'completed')
    .map(({ step_number, output_variable }) => [output_variable, reference.end(step_number).output]);
  const right = Object.fromEntries(outputs) as JsonObject;
  return canonical(output_data ?? undefined) === canonical(right)
    ? null
    : `output_data is ${canonical(output_data ?? undefined)}`;
}
export const referenceOutputs: Invariant = {
  rule: 'steps and outputs are those of the naive reference',
  closed: (observed) => (isDeterministic(observed) ? compare(observed, observed.state()) : null),
};
