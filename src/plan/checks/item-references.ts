import type { Check } from '../compile-context.js';
import { placeOfReference, type PlacedReference } from '../placed-reference.js';
import { planFinding } from '../plan-finding.js';

/** `$item` and `$index` are read in the input_mapping of a step with foreach. Conditions with them do not parse. */
export const itemReferences: Check = ({ references }) =>
  references.flatMap((placed) => {
    const { reference, path } = placed;
    const hint = reference.root === 'item' || reference.root === 'index' ? misplaced(placed) : undefined;
    if (hint === undefined) return [];
    const message = `${reference.text} can be read only in the input_mapping of a step with foreach`;
    return [planFinding('unknown_reference_root', path, message, { ...placeOfReference(placed), hint })];
  });

/** What to do about it; undefined where it is in its place. */
function misplaced({ step, path }: PlacedReference): string | undefined {
  if (!step?.foreach) return 'Give the step a foreach that names the list, such as "foreach": "$input.rows"';
  return path === step.foreach.path ? 'Name the list by $input, $stepN or $context' : undefined;
}
