import { isForbiddenName } from '../../language/reference-path.js';
import type { Check } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace } from '../step-draft.js';

/** output_variable is none of the names that JavaScript gives a meaning; references and arguments are refused as they are parsed. */
export const outputVariablesAllowed: Check = ({ steps }) =>
  steps.flatMap((step) => {
    if (step.output_variable === undefined || !isForbiddenName(step.output_variable)) return [];
    const message = `${step.output_variable} cannot be an output_variable`;
    return [planFinding('forbidden_name', `${step.path}/output_variable`, message, stepPlace(step))];
  });
