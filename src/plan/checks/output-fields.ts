import { nearestName } from '../../schema/nearest-name.js';
import type { Check } from '../compile-context.js';
import { producerOf } from '../producer-schema.js';
import { placeOfReference } from '../placed-reference.js';
import { meantHint, planFinding } from '../plan-finding.js';
import { destinationOf } from '../schema-reading/schema-path.js';
import { placeOf } from '../schema-reading/schema-place.js';

/** Every field of `$stepN` is one that step N's output schema has; its own output_schema, or else its function's. */
export const outputFields: Check = ({ references, step_of }) =>
  references.flatMap((placed) => {
    const { reference, path } = placed;
    const producer = reference.root === 'step' ? step_of.get(reference.step_number) : undefined;
    const schema = producer && producerOf(producer)?.schema;
    if (!producer || schema === undefined) return [];
    const destination = destinationOf(placeOf(schema), reference.path);
    if (destination.kind !== 'undeclared') return [];
    const field = String(reference.path[destination.depth]);
    const names = [...destination.names, ...(destination.depth === 0 ? [producer.output_variable ?? ''] : [])];
    const more = { ...placeOfReference(placed), ...meantHint(nearestName(field, names)) };
    const message = `${reference.text}: the output of step ${producer.step_number} has no field ${field}`;
    return [planFinding('unknown_output_field', path, message, more)];
  });
