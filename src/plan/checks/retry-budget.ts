import type { ErrorHandling } from '../../contracts/document.js';
import { isFlowFunction } from '../../contracts/flow-function.js';
import type { JsonObject } from '../../contracts/json.js';
import type { Check } from '../compile-context.js';
import { numberIn, objectIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { retryPolicy, retryWaitsSeconds } from '../retry-policy.js';
import { stepPlace } from '../step-draft.js';

/** The waits between the attempts of a step alone fit in its total_timeout_seconds. Steps of one attempt have none. */
export const retryBudget: Check = ({ steps }) =>
  steps.flatMap((step) => {
    const total = numberIn(step.source.total_timeout_seconds);
    const waits = waitsOf(objectIn(step.source.error_handling) ?? {});
    if (total === undefined || waits <= total || isFlowFunction(step.function_name)) return [];
    const message = `The waits between the retries sum up to ${round(waits)} s, longer than total_timeout_seconds ${total}`;
    return [
      planFinding('retry_budget_exceeds_timeout', `${step.path}/total_timeout_seconds`, message, stepPlace(step)),
    ];
  });

/** 10 is the most retries that the format allows; more has its own finding. */
function waitsOf(handling: JsonObject): number {
  const policy = retryPolicy(numbersOf(handling));
  return retryWaitsSeconds({ ...policy, retry_count: Math.max(0, Math.min(10, Math.trunc(policy.retry_count))) });
}

const numbersOf = (handling: JsonObject): ErrorHandling =>
  Object.fromEntries(Object.entries(handling).filter(([, value]) => typeof value === 'number'));

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
