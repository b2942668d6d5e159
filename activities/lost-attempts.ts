/**
 * Dispatches that ended with their worker. Temporal counts every dispatch, so the failures are counted from the
 * workflow's own record, and what is missing there was lost.
 */
import { MAX_LOST_ATTEMPTS, type AttemptFailure } from '../src/contracts/attempt.js';
import { stepPlace, type StepAttempt } from './step-attempt.js';

export interface EarlierAttempts {
  /** Retries that are used up. */
  failed: number;
  lost: number;
}

/** Counts the dispatches before this one, and reports those whose loss is not known yet. */
export async function earlierAttempts({ host, assignment, attempt }: StepAttempt): Promise<EarlierAttempts> {
  const { execution_id, step_number, item, earlier_attempts, used_retries } = assignment;
  const known = await host.failedAttempts(execution_id, step_number, item);
  let lost = known.filter((one) => one.error_type === 'worker_lost' && one.attempt > earlier_attempts).length;
  for (let earlier = earlier_attempts + 1; earlier < attempt; earlier += 1) {
    if (known.some((one) => one.attempt === earlier)) continue;
    lost += 1;
    // The last that a step may lose is followed by no other: it is the step's error, and none of its retries.
    if (lost === MAX_LOST_ATTEMPTS) break;
    await host.report(execution_id, { kind: 'failed', ...stepPlace(assignment), failure: lostAttempt(earlier) });
  }
  return { failed: used_retries + (attempt - 1 - earlier_attempts) - lost, lost };
}

/** The failure that a lost dispatch is recorded as; another attempt follows at once. */
export function lostAttempt(attempt: number): AttemptFailure {
  const message = 'The worker that ran this attempt was lost';
  const completed_at = new Date().toISOString();
  const ending = { findings: [], started_at: null, completed_at };
  return { kind: 'failed', type: 'worker_lost', message, transient: true, attempt, delay_seconds: 0, ...ending };
}
