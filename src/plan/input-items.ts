import type { ForeachDraft } from './foreach-draft.js';
import type { ReferenceReading } from './reference-reading.js';
import { itemsAt } from './schema-reading/schema-member.js';
import { destinationOf } from './schema-reading/schema-path.js';
import { placeOf, type SchemaPlace } from './schema-reading/schema-place.js';

/** What the input_schema says of each item of a foreach; undefined for a list that is no input. */
export function inputItems(foreach: ForeachDraft | null, { input_schema }: ReferenceReading): SchemaPlace | undefined {
  const reference = foreach?.items?.reference;
  if (reference?.root !== 'input' || input_schema === null) return undefined;
  const list = destinationOf(placeOf(input_schema), reference.path);
  return list.kind === 'known' ? itemsAt(list.place) : undefined;
}
