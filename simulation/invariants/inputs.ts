import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { StepDispatch } from '../../workflows/step-host.js';
import { canonical } from '../documents/simulated-functions.js';
import { MISSING, referenced, resolved, type Values } from '../reference/reference-values.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

function valuesOf({ document, input, context, ledger }: Observed): Values {
  const steps = document['workflow_steps'] as JsonObject[];
  return {
    input,
    context,
    input_schema: (document['input_schema'] as JsonObject | undefined) ?? null,
    stepOutput: (n) => ledger.step(n).output,
    outputVariable: (n) => steps.find((step) => step['step_number'] === n)?.['output_variable'] as string | undefined,
  };
}
/** The item that the step runs for; its list may have changed since the step began, when a person recovered something. */
function withItem(foreach: Json, item: number, values: Values): Values | null {
  const text = typeof foreach === 'string' ? foreach : ((foreach as JsonObject)['items'] as string);
  const list = referenced(text, values);
  return Array.isArray(list) ? { ...values, item: list[item] ?? null, index: item } : null;
}
function right({ step: { step_number, join }, item }: StepDispatch, observed: Observed): string | null {
  const { input_override } = observed.ledger.step(step_number);
  if (input_override) return canonical(input_override);
  const steps = observed.document['workflow_steps'] as JsonObject[];
  const step = steps.find((one) => one['step_number'] === step_number) as JsonObject;
  const values = valuesOf(observed);
  const seen = item === null ? values : withItem(step['foreach'] as Json, item, values);
  if (!seen) return null;
  const input = resolved(step['input_mapping'] as JsonObject, seen, join === 'all' ? MISSING : null);
  return typeof input === 'symbol' ? 'nothing: a reference has no value' : canonical(input);
}
function isSteady({ step }: StepDispatch, { ledger }: Observed): boolean {
  return step.dependencies.every((n) => ledger.step(n).recoveries === 0);
}
export const inputs: Invariant = {
  rule: 'a step gets what its mapping says, or what a person gave in place of that',
  dispatched: (dispatch, observed): Verdict => {
    if (dispatch.item !== null && !isSteady(dispatch, observed)) return null;
    const expected = right(dispatch, observed);
    const given = canonical(dispatch.input);
    if (expected === null || expected === given) return null;
    return `step ${dispatch.step.step_number} gets ${given}, not ${expected}`;
  },
};
