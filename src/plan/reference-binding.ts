import type { IfMissing, Reference } from '../contracts/expression.js';
import { bindStepOutput } from '../language/bind-step-output.js';
import type { ReferenceBinding } from './binding-references.js';
import { FAIL, ifInputMissing, ifMissingAt } from './missing-input.js';
import type { ReferenceReading } from './reference-reading.js';

/** A reference bound to the output it reads, with what happens when it has no value. */
export function boundReference(reference: Reference, reading: ReferenceReading): ReferenceBinding {
  const bound = bindStepOutput(reference, reading.outputVariableOf);
  return { kind: 'reference', reference: bound, if_missing: ifMissing(reference, reading) };
}

/** An item of a list of the input is an input too. */
function ifMissing({ root, path }: Reference, { input_schema, item }: ReferenceReading): IfMissing {
  if (root === 'input') return ifInputMissing(input_schema, path);
  return root === 'item' && item ? ifMissingAt(item, path) : FAIL;
}
