import type { JsonObject } from '../contracts/json.js';
import type { FieldChange, StepChange, VersionDiff } from '../contracts/version-diff.js';
import { fieldChanges } from './field-changes.js';

type Steps = ReadonlyMap<number, JsonObject>;

/**
 * What changed between two published documents: step by step, and outside of the steps. The order of the steps in the
 * list means nothing and is not compared; nothing else that differs is left out.
 */
export function diffDocuments(from: JsonObject, to: JsonObject): Pick<VersionDiff, 'steps' | 'fields'> {
  return { steps: stepChanges(stepsOf(from), stepsOf(to)), fields: documentChanges(from, to) };
}

function documentChanges(from: JsonObject, to: JsonObject): FieldChange[] {
  const { workflow_steps: _from, ...before } = from;
  const { workflow_steps: _to, ...after } = to;
  return fieldChanges(before, after);
}

function stepChanges(from: Steps, to: Steps): StepChange[] {
  const numbers = [...new Set([...from.keys(), ...to.keys()])].sort((left, right) => left - right);
  return numbers
    .map((step_number) => stepChange(step_number, from.get(step_number), to.get(step_number)))
    .filter(({ fields }) => fields.length > 0);
}

function stepChange(step_number: number, from: JsonObject | undefined, to: JsonObject | undefined): StepChange {
  const change = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  return { step_number, change, fields: fieldChanges(from ?? {}, to ?? {}) };
}

function stepsOf({ workflow_steps }: JsonObject): Steps {
  const steps = workflow_steps as (JsonObject & { step_number: number })[];
  return new Map(steps.map((step) => [step.step_number, step]));
}
