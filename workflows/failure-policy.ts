/** What a step becomes after its retries are used up. */
import type { StepError } from '../src/contracts/execution.js';
import type { Json } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';

export type FailureDecision = { status: 'failed' } | { status: 'skipped' } | { status: 'completed'; output: Json };

/** A timeout with a fallback_value that is not null completes whatever on_error says; else on_error decides. */
export function failureDecision(step: PlanStep, error: StepError): FailureDecision {
  if (error.type === 'timeout' && step.fallback_value !== null)
    return { status: 'completed', output: step.fallback_value };
  switch (step.on_error) {
    case 'fail':
      return { status: 'failed' };
    case 'skip':
      return { status: 'skipped' };
    case 'continue':
      return { status: 'completed', output: step.fallback_value };
    default:
      return step.on_error satisfies never;
  }
}
