import type { Check } from '../compile-context.js';
import { meantHint, planFinding } from '../plan-finding.js';
import { stepPlace } from '../step-draft.js';
import { nearestName } from '../../schema/nearest-name.js';

/** function_to_call names a function of the catalogue. */
export const unknownFunctions: Check = ({ steps, functions }) => {
  const names = functions.list().map(({ name }) => name);
  return steps.flatMap((step) => {
    if (step.function_name === undefined || step.function) return [];
    const more = { ...stepPlace(step), ...meantHint(nearestName(step.function_name, names)) };
    const message = `No loaded function pack has a function ${step.function_name}`;
    return [planFinding('unknown_function', `${step.path}/function_to_call`, message, more)];
  });
};
