import type { Check } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace } from '../step-draft.js';

/** References in input_mapping can be read and are of a known kind; no argument has a forbidden name. */
export const inputMappings: Check = ({ steps }) =>
  steps.flatMap((step) =>
    step.input.problems.map(({ code, path, message, ...more }) =>
      planFinding(code, path, message, { ...stepPlace(step), ...more }),
    ),
  );
