import type { Binding } from '../contracts/expression.js';
import type { JsonSchema } from '../contracts/json.js';
import { mapReferences } from './binding-references.js';
import { ifInputMissing } from './missing-input.js';
import type { StepDraft } from './step-draft.js';

/** A step's arguments, each reference with what happens when it has no value. */
export function planBinding(step: StepDraft, inputSchema: JsonSchema | null): Binding {
  return mapReferences(step.input.binding, ({ kind, reference }) => {
    const if_missing =
      reference.root === 'input' ? ifInputMissing(inputSchema, reference.path) : { kind: 'fail' as const };
    return { kind, reference, if_missing };
  });
}
