import type { Reference } from '../contracts/expression.js';
import type { CompileContext } from './compile-context.js';
import { referenceStart } from './reference-start.js';
import { destinationOf } from './schema-reading/schema-path.js';
import { typesAt, type JsonType } from './schema-reading/schema-types.js';
import type { StepDraft } from './step-draft.js';

/** The types that a value can have, and whether it is sure to come with one of them. */
export interface KnownTypes {
  types: JsonType[] | undefined;
  certain: boolean;
}

/** The types of what a reference in `step` reads, as far as the schemas say. */
export function referenceTypes(
  reference: Reference,
  step: StepDraft,
  known: Pick<CompileContext, 'input_schema' | 'step_of'>,
): KnownTypes {
  if (reference.root === 'index') return { types: ['integer'], certain: true };
  const start = referenceStart(reference, step, known);
  const destination = start && destinationOf(start.place, reference.path);
  if (destination?.kind !== 'known') return { types: undefined, certain: false };
  return { types: typesAt(destination.place), certain: destination.certain && start?.enforced === true };
}
