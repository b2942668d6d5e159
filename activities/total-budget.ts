import type { Info } from '@temporalio/activity';
import type { StepAssignment } from '../src/contracts/attempt.js';
import type { PlanStep } from '../src/contracts/plan.js';

/** What total_timeout_seconds leaves to an attempt, counted by a clock that never jumps. */
export class TotalBudget {
  /** `ends_at` is a time of performance.now(). */
  constructor(
    readonly total_seconds: number,
    private readonly ends_at: number,
  ) {}

  /** Negative when it is used up. */
  left_ms(): number {
    return this.ends_at - performance.now();
  }
}

/**
 * The budget of an attempt that began at `began` (of performance.now()), or null for a step without one. What earlier
 * attempts and waits took is the difference of two times of the server, so its clock and this one need not agree.
 */
export function totalBudget(
  { total_timeout_seconds }: PlanStep,
  { spent_ms = 0 }: StepAssignment,
  info: Info,
  began: number,
): TotalBudget | null {
  if (total_timeout_seconds === null) return null;
  const whole_ms = Math.min(total_timeout_seconds * 1000 - spent_ms, scheduleToCloseMs(info));
  return new TotalBudget(total_timeout_seconds, began + whole_ms - waitedMs(info));
}

/** Executions of an earlier release have the total as their schedule-to-close timeout, less what was spent. */
const scheduleToCloseMs = ({ isLocal, scheduleToCloseTimeoutMs: limit_ms }: Info): number =>
  isLocal || !(limit_ms > 0) ? Infinity : limit_ms;

/** From the first attempt of this activity to the present one. */
const waitedMs = ({ scheduledTimestampMs, currentAttemptScheduledTimestampMs }: Info): number =>
  Math.max(0, currentAttemptScheduledTimestampMs - scheduledTimestampMs);
