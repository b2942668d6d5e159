import type { FindingCode } from '../../contracts/finding-codes.js';
import type { Finding } from '../../contracts/finding.js';
import type { Check } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

type Unique = 'step_number' | 'step_name' | 'output_variable';
const CONSEQUENCE: Record<Unique, string> = {
  step_number: '; every step needs its own',
  step_name: '; every step needs its own',
  output_variable: '; in output_data the later step wins',
};

/** step_number and step_name are unique; so should output_variable be. One finding for each step after the first. */
export const duplicates: Check = ({ steps }) => [
  ...repeated(steps, 'step_number', 'duplicate_step_number'),
  ...repeated(steps, 'step_name', 'duplicate_step_name'),
  ...repeated(steps, 'output_variable', 'duplicate_output_variable'),
];

function repeated(steps: readonly StepDraft[], key: Unique, code: FindingCode): Finding[] {
  const firstWith = new Map<string | number, StepDraft>();
  return steps.flatMap((step) => {
    const value = step[key];
    const first = value === undefined ? undefined : firstWith.get(value);
    if (value !== undefined && !first) firstWith.set(value, step);
    if (!first) return [];
    const message = `${key} ${value} is already that of ${first.path}${CONSEQUENCE[key]}`;
    return [planFinding(code, `${step.path}/${key}`, message, stepPlace(step))];
  });
}
