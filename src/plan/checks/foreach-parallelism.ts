import type { Finding } from '../../contracts/finding.js';
import { displayPath } from '../../schema/json-pointer.js';
import type { Check } from '../compile-context.js';
import { numberIn, objectIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/** max_parallelism of a step bounds the items of its foreach, and says the same in both places where it may stand. */
export const foreachParallelism: Check = ({ steps }) => steps.flatMap((step) => findingsOf(step));

function findingsOf(step: StepDraft): Finding[] {
  const path = `${step.path}/max_parallelism`;
  const outside = numberIn(step.source.max_parallelism);
  const inside = numberIn(objectIn(step.source.foreach)?.max_parallelism);
  if (outside === undefined || outside === inside) return [];
  if (!step.foreach) {
    const message = 'max_parallelism bounds the items of a foreach, and this step has none';
    return [planFinding('setting_without_effect', path, message, stepPlace(step))];
  }
  if (inside === undefined) return [];
  const message = `${displayPath(path)}: ${outside} is not the ${inside} of foreach.max_parallelism; give it once`;
  return [planFinding('schema_violation', path, message, stepPlace(step))];
}
