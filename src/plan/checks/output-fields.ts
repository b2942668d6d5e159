import { nearestName } from '../../schema/nearest-name.js';
import type { Finding } from '../../contracts/finding.js';
import type { Check } from '../compile-context.js';
import { placeOfReference, type PlacedReference } from '../placed-reference.js';
import { meantHint, planFinding } from '../plan-finding.js';
import { referenceStart } from '../reference-start.js';
import { destinationOf, type SchemaDestination } from '../schema-reading/schema-path.js';
import type { StepDraft } from '../step-draft.js';

/**
 * Every field of `$stepN` is one that step N's output schema has; its own output_schema, or else its function's. So is
 * every field of an `$item` that comes from there.
 */
export const outputFields: Check = (context) =>
  context.references.flatMap((placed) => {
    const start = referenceStart(placed.reference, placed.step, context);
    if (!start || start.of === 'input') return [];
    const destination = destinationOf(start.place, placed.reference.path);
    return destination.kind === 'undeclared' ? [unknownField(placed, start.of, destination)] : [];
  });

type Undeclared = Extract<SchemaDestination, { kind: 'undeclared' }>;

function unknownField(placed: PlacedReference, producer: StepDraft, { depth, names }: Undeclared): Finding {
  const { reference, path } = placed;
  const field = String(reference.path[depth]);
  const isWhole = depth === 0 && reference.root === 'step';
  const known = [...names, ...(isWhole ? [producer.output_variable ?? ''] : [])];
  const hint = isWhole && producer.foreach ? LIST_HINT : meantHint(nearestName(field, known));
  const where = `${reference.root === 'item' ? 'an item of ' : ''}the output of step ${producer.step_number}`;
  const message = `${reference.text}: ${where} has no field ${field}`;
  return planFinding('unknown_output_field', path, message, { ...placeOfReference(placed), ...hint });
}

const LIST_HINT: Pick<Finding, 'hint'> = {
  hint: 'The output of a step with foreach is a list, with one entry an item',
};
