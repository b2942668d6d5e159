import type { PathSegment } from '../../contracts/expression.js';
import { nearestName } from '../../schema/nearest-name.js';
import type { Check } from '../compile-context.js';
import { objectIn } from '../json-reading.js';
import { placeOfReference } from '../placed-reference.js';
import { meantHint, planFinding } from '../plan-finding.js';
import { referenceStart } from '../reference-start.js';
import { propertyNamesAt } from '../schema-reading/schema-member.js';
import { destinationOf } from '../schema-reading/schema-path.js';
import type { SchemaPlace } from '../schema-reading/schema-place.js';

/**
 * Every `$input` path leads to something that the input_schema declares, and so does that of an `$item` of the input.
 * Without an input_schema nothing is known.
 */
export const inputReferences: Check = (context) =>
  context.references.flatMap((placed) => {
    const { reference, path } = placed;
    const start = referenceStart(reference, placed.step, context);
    const unknown = start?.of === 'input' ? undeclaredIn(start.place, reference.path) : undefined;
    if (!unknown) return [];
    const more = { ...placeOfReference(placed), ...meantHint(nearestName(unknown.name, unknown.names)) };
    const message = `${reference.text}: the input_schema does not declare ${unknown.name}`;
    return [planFinding('unknown_input_reference', path, message, more)];
  });

function undeclaredIn(place: SchemaPlace, path: readonly PathSegment[]): { name: string; names: string[] } | undefined {
  const destination = destinationOf(place, path);
  if (destination.kind === 'undeclared') return { name: String(path[destination.depth]), names: destination.names };
  return destination.kind === 'unknown' ? allowedButUndeclared(place, path) : undefined;
}

/** An input that only `additionalProperties: true` lets in: a misspelling of a declared one would be let in as well. */
function allowedButUndeclared(place: SchemaPlace, [first]: readonly PathSegment[]): ReturnType<typeof undeclaredIn> {
  const names = propertyNamesAt(place);
  const isListed = names.length === 0 || names.includes(String(first));
  const isAllowed = objectIn(place.schema)?.additionalProperties === true;
  return isAllowed && !isListed ? { name: String(first), names } : undefined;
}
