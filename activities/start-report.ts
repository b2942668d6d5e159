import type { AttemptClock } from './attempt-clock.js';
import { stepPlace, type StepAttempt } from './step-attempt.js';

export interface StartReport {
  /** Sends it, unless that was done. */
  now(): Promise<void>;
  /** Sends it no more, and waits for what was sent. */
  settled(): Promise<void>;
}

/** Says that the attempt began: when it has run for `after_ms`, or when it is asked to. One that is lost fails nothing. */
export function reportStart(attempt: StepAttempt, clock: AttemptClock, after_ms: number): StartReport {
  const { host, assignment } = attempt;
  const report = { kind: 'started' as const, ...stepPlace(assignment), attempt: attempt.attempt, at: clock.started_at };
  let sent: Promise<void> | null = null;
  const now = () => {
    sent ??= host.report(assignment.execution_id, report).catch(() => undefined);
    return sent;
  };
  const timer = setTimeout(() => void now(), after_ms);
  const settled = async () => {
    clearTimeout(timer);
    await sent;
  };
  return { now, settled };
}
