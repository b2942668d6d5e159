/** What a step comes to by itself: its attempts one after the other, on a watch of their own. */
import { MAX_LOST_ATTEMPTS } from '../../src/contracts/attempt.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { PlanStep } from '../../src/contracts/plan.js';
import type { StepFates } from '../faults/step-fates.js';
import { LOSS_NOTICED_AFTER_MS, retryDelay } from '../host/simulated-work.js';

export type Result = { output: Json } | { error_type: string };

export function attemptSequence(step: PlanStep, item: number | null, input: JsonObject, fates: StepFates): Result {
  const total_ms = (step.total_timeout_seconds ?? Infinity) * 1000;
  let now = 0;
  let used_retries = 0;
  let losses = 0;
  for (let attempt = 1; ; attempt += 1) {
    const fate = fates.attempt({ step, item, input, earlier_attempts: 0 }, attempt);
    const isLost = 'lost' in fate;
    const end = now + fate.takes_ms + (isLost ? LOSS_NOTICED_AFTER_MS : 0);
    const limit = Math.min(isLost ? Infinity : now + step.timeout_seconds * 1000, total_ms);
    now = Math.min(end, limit);
    let error = { type: 'timeout', transient: true };
    if (end <= limit) {
      if ('output' in fate) return { output: fate.output };
      if ('lost' in fate) {
        losses += 1;
        if (losses === MAX_LOST_ATTEMPTS) return { error_type: 'worker_lost' };
        continue;
      }
      error = { transient: false, ...fate.error };
    }
    const delay = retryDelay(step.retry, error, used_retries, fates.jitter({ step, item }, attempt));
    if (delay === null) return { error_type: error.type };
    now += Math.round(delay * 1000);
    if (now >= total_ms) return { error_type: 'timeout' };
    used_retries += 1;
  }
}
