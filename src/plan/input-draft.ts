import type { Binding } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { bindStepOutput, type OutputVariableOf } from '../language/bind-step-output.js';
import { parseBinding } from '../language/parse-binding.js';
import { mapReferences } from './binding-references.js';
import { isObject } from './json-reading.js';

type ParsedBinding = ReturnType<typeof parseBinding>;

/** An input_mapping with what it parses to and what is wrong in it. */
export interface InputDraft extends ParsedBinding {
  path: string;
}

/** What is no object has its finding from the shape check and is read as an empty mapping. */
export function inputDraft(value: Json | undefined, path: string): InputDraft {
  return { ...parseBinding(isObject(value) ? value : {}, path), path };
}

/** The draft with its references bound to output variables. */
export function boundInput(draft: InputDraft, outputVariableOf: OutputVariableOf): InputDraft {
  const binding: Binding = mapReferences(draft.binding, (each) => ({
    ...each,
    reference: bindStepOutput(each.reference, outputVariableOf),
  }));
  const references = draft.references.map((placed) => ({
    ...placed,
    reference: bindStepOutput(placed.reference, outputVariableOf),
  }));
  return { ...draft, binding, references };
}
