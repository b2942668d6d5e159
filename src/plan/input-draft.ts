import type { Reference } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { bindStepOutput } from '../language/bind-step-output.js';
import { parseBinding } from '../language/parse-binding.js';
import { mapReferences, type ReferenceBinding } from './binding-references.js';
import { isObject } from './json-reading.js';
import { FAIL, ifInputMissing } from './missing-input.js';
import type { ReferenceReading } from './reference-reading.js';

type ParsedBinding = ReturnType<typeof parseBinding>;

/** An input_mapping with what it parses to, each reference with what happens when it has no value, and what is wrong. */
export interface InputDraft extends ParsedBinding {
  path: string;
}

/** What is no object has its finding from the shape check and is read as an empty mapping. */
export function inputDraft(value: Json | undefined, path: string, reading: ReferenceReading): InputDraft {
  const { binding, references, problems } = parseBinding(isObject(value) ? value : {}, path);
  const bound = new Map(references.map(({ reference }) => [reference, boundReference(reference, reading)]));
  return {
    path,
    problems,
    binding: mapReferences(binding, (each) => bound.get(each.reference) ?? each),
    references: references.map((placed) => ({
      ...placed,
      reference: bound.get(placed.reference)?.reference ?? placed.reference,
    })),
  };
}

function boundReference(reference: Reference, { outputVariableOf, input_schema }: ReferenceReading): ReferenceBinding {
  const if_missing = reference.root === 'input' ? ifInputMissing(input_schema, reference.path) : FAIL;
  return { kind: 'reference', reference: bindStepOutput(reference, outputVariableOf), if_missing };
}
