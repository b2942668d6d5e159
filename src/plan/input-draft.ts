import type { Json } from '../contracts/json.js';
import { parseBinding } from '../language/parse-binding.js';
import { mapReferences } from './binding-references.js';
import { isObject } from './json-reading.js';
import { boundReference } from './reference-binding.js';
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
