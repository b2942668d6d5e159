import type { Check } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';

/** Step numbers usually are 1, 2, 3, … in the order of the list; order comes from the graph, so this is no fault. */
export const stepSequence: Check = ({ steps }) => {
  const numbers = steps.flatMap(({ step_number }) => step_number ?? []);
  const isComplete = numbers.length === steps.length;
  if (!isComplete || numbers.every((step_number, index) => step_number === index + 1)) return [];
  const message =
    'The step numbers are not 1, 2, 3, … in the order of the list; the order of running comes from the graph';
  return [planFinding('step_numbers_not_in_sequence', '/workflow_steps', message)];
};
