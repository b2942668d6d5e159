import type { Finding } from '../../contracts/finding.js';
import { isFlowFunction } from '../../contracts/flow-function.js';
import type { Check } from '../compile-context.js';
import { numberIn, objectIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/** Steps that the workflow itself runs make one attempt: retries and a limit over all attempts mean nothing there. */
export const flowSettings: Check = ({ steps }) =>
  steps.flatMap((step) => {
    if (!isFlowFunction(step.function_name)) return [];
    const { total_timeout_seconds, error_handling } = step.source;
    const retry_count = numberIn(objectIn(error_handling)?.retry_count) ?? 0;
    return [
      ...(numberIn(total_timeout_seconds) === undefined ? [] : [withoutEffect(step, 'total_timeout_seconds')]),
      ...(retry_count > 0 ? [withoutEffect(step, 'error_handling/retry_count')] : []),
    ];
  });

function withoutEffect(step: StepDraft, key: string): Finding {
  const message = `${key.replace('/', '.')} has no effect: ${step.function_name} makes one attempt`;
  return planFinding('setting_without_effect', `${step.path}/${key}`, message, stepPlace(step));
}
