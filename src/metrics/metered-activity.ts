import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { AttemptFailure, AttemptResult } from '../contracts/attempt.js';
import type { AttemptOutcome, PlatformMetrics } from './platform-metrics.js';

type StepActivity<Rest extends unknown[]> = (...rest: Rest) => Promise<AttemptResult>;
interface Ending {
  outcome: AttemptOutcome;
  error_type?: string;
}

/** The activity of a function, with its attempts counted. */
export function metered<Rest extends unknown[]>(
  name: string,
  activity: StepActivity<Rest>,
  metrics: PlatformMetrics,
): StepActivity<Rest> {
  return async (...rest) => {
    const began = performance.now();
    const count = ({ outcome, error_type }: Ending) =>
      metrics.attempted(name, outcome, (performance.now() - began) / 1000, error_type);
    try {
      const result = await activity(...rest);
      count(result.kind === 'completed' ? { outcome: 'completed' } : endingOf(result));
      return result;
    } catch (error) {
      count(endingOfError(error));
      throw error;
    }
  };
}
function endingOf({ type, delay_seconds }: AttemptFailure): Ending {
  return { outcome: delay_seconds === null ? 'failed' : 'retried', error_type: type };
}
function endingOfError(error: unknown): Ending {
  if (error instanceof CancelledFailure) return { outcome: 'cancelled' };
  if (!(error instanceof ApplicationFailure)) return { outcome: 'failed', error_type: 'error' };
  return { outcome: error.nonRetryable ? 'failed' : 'retried', error_type: error.type ?? 'error' };
}
