import type { Reference } from '../contracts/expression.js';
import type { CompileContext } from './compile-context.js';
import { producerOf, type ProducerSchema } from './producer-schema.js';
import { itemsAt } from './schema-reading/schema-member.js';
import { destinationOf } from './schema-reading/schema-path.js';
import { placeOf } from './schema-reading/schema-place.js';
import type { StepDraft } from './step-draft.js';

/** The schema in which a reference's path begins, and whose it is: that of the input, or of a step's output. */
export interface ReferenceStart extends ProducerSchema {
  of: 'input' | StepDraft;
}
type Known = Pick<CompileContext, 'input_schema' | 'step_of'>;

/** Undefined where nothing is known. `step` is the one that the reference is in; null in a risk rule. */
export function referenceStart(reference: Reference, step: StepDraft | null, known: Known): ReferenceStart | undefined {
  switch (reference.root) {
    case 'input':
      return known.input_schema === null
        ? undefined
        : { of: 'input', place: placeOf(known.input_schema), enforced: true };
    case 'step':
      return outputStart(known.step_of.get(reference.step_number));
    case 'item':
      return itemStart(step?.foreach?.items?.reference, known);
    case 'context':
    case 'index':
      return undefined;
    default:
      return reference satisfies never;
  }
}

function outputStart(producer: StepDraft | undefined): ReferenceStart | undefined {
  const output = producer && producerOf(producer);
  return output && { of: producer, ...output };
}

/** Nothing about an item is sure to come: the list may be empty. */
function itemStart(list: Reference | undefined, known: Known): ReferenceStart | undefined {
  const start = list && referenceStart(list, null, known);
  const destination = start && destinationOf(start.place, list.path);
  const place = destination?.kind === 'known' ? itemsAt(destination.place) : undefined;
  return start && place && { of: start.of, place, enforced: false };
}
