/**
 * A dispatched step on its way through attempts, as workers and Temporal would make them: failures are followed up by
 * the step's retry policy, an attempt ends at its time limit, a worker that is lost is noticed some seconds later.
 */
import { followUp } from '../../activities/follow-up.js';
import { MAX_LOST_ATTEMPTS, type AttemptFailure, type AttemptReport } from '../../src/contracts/attempt.js';
import type { RetryPolicy } from '../../src/contracts/plan.js';
import type { StepDispatch, StepOutcome } from '../../workflows/step-host.js';
import type { AttemptBehaviour, ScriptedError } from './behaviour.js';
import type { HostFaults } from './host-faults.js';
import type { VirtualTime } from './virtual-time.js';

/** An attempt may also be lost with its worker, after `takes_ms`. */
export type SimulatedAttempt = (AttemptBehaviour | { takes_ms: number; lost: true }) & {
  /** How long after its beginning it tells that it is half done. */
  progress_ms?: number;
};
export interface WorkOptions {
  time: VirtualTime;
  faults: HostFaults;
  /** What an attempt does; they count from 1. */
  play: (dispatch: StepDispatch, attempt: number) => SimulatedAttempt;
  /** Tells the run that dispatched the step, as what runs beside it does. */
  report: (report: AttemptReport) => void;
  /** Tells whichever run has the execution then, as a remote worker does. */
  signal: (report: AttemptReport) => void;
}
interface Attempt {
  number: number;
  began_ms: number;
  started_at: string;
  behaviour: SimulatedAttempt;
}
/** Until missing heartbeats tell of a lost worker. */
export const LOSS_NOTICED_AFTER_MS = 8_000;
const LOST: ScriptedError = { type: 'worker_lost', message: 'The worker was lost', transient: true };

/** The wait in seconds, in whole ms, before another attempt; null when none follows. `jitter`: which part of it is taken, 0 to 1. */
export function retryDelay(
  retry: RetryPolicy,
  { type, transient = false }: ScriptedError,
  used_retries: number,
  jitter: number,
): number | null {
  const failed = { type, transient, retry_after_seconds: null };
  const longest = followUp({ ...retry, jitter: false }, failed, used_retries);
  if (longest === null) return null;
  return Math.round(1000 * (retry.jitter ? longest * (0.5 + jitter / 2) : longest)) / 1000;
}

export class SimulatedWork {
  readonly outcome: Promise<StepOutcome>;
  private resolve: (outcome: StepOutcome) => void = () => undefined;
  private over = false;
  private extension_ms = 0;
  private losses = 0;
  private readonly dispatched_ms: number;

  constructor(
    private readonly dispatch: StepDispatch,
    private readonly options: WorkOptions,
  ) {
    this.outcome = new Promise((resolve) => (this.resolve = resolve));
    this.dispatched_ms = options.time.elapsed_ms;
    this.attempt(dispatch.earlier_attempts + 1, 0);
  }
  /** The outcome comes soon, as `cancelled` or as what the running attempt comes to before. */
  cancel(): void {
    const after_ms = this.options.faults.cancellation();
    if (after_ms === null) return this.end({ kind: 'cancelled' });
    this.options.time.after(after_ms, () => this.end({ kind: 'cancelled' }));
  }
  extend(seconds: number): void {
    this.extension_ms += seconds * 1000;
  }

  private attempt(number: number, used_retries: number): void {
    if (this.over) return;
    const { time, play } = this.options;
    const behaviour = play(this.dispatch, number);
    const attempt: Attempt = { number, behaviour, began_ms: time.elapsed_ms, started_at: time.iso };
    this.reportStart(attempt);
    this.reportProgress(attempt);
    this.watch(attempt, used_retries);
  }
  private reportStart({ number: attempt, started_at: at }: Attempt): void {
    const after_ms = this.options.faults.startReport();
    if (after_ms === 0) this.report({ ...this.unit, kind: 'started', attempt, at });
    else if (after_ms !== null)
      this.options.time.after(after_ms, () => {
        if (!this.over) this.report({ ...this.unit, kind: 'started', attempt, at });
      });
  }
  private reportProgress({ number: attempt, behaviour }: Attempt): void {
    if (behaviour.progress_ms === undefined) return;
    this.options.time.after(behaviour.progress_ms, () => {
      const at = this.options.time.iso;
      if (!this.over) this.report({ ...this.unit, kind: 'progress', attempt, update: { progress_percent: 50 }, at });
    });
  }
  /** Until the attempt ends by itself or at its time limit, which may be put off meanwhile. */
  private watch(attempt: Attempt, used_retries: number): void {
    const { time } = this.options;
    const { behaviour, began_ms } = attempt;
    const end_ms = began_ms + behaviour.takes_ms + ('lost' in behaviour ? LOSS_NOTICED_AFTER_MS : 0);
    time.at(Math.min(end_ms, this.limitOf(attempt)), () => {
      if (this.over) return;
      if (time.elapsed_ms >= end_ms) this.ended(attempt, used_retries);
      else if (time.elapsed_ms < this.limitOf(attempt)) this.watch(attempt, used_retries);
      else this.failed(attempt, { type: 'timeout', transient: true }, used_retries);
    });
  }
  private limitOf({ began_ms, behaviour }: Attempt): number {
    const own_ms = began_ms + this.dispatch.step.timeout_seconds * 1000 + this.extension_ms;
    return Math.min('lost' in behaviour ? Infinity : own_ms, this.totalLimit);
  }
  private get totalLimit(): number {
    const { total_timeout_seconds } = this.dispatch.step;
    return total_timeout_seconds === null
      ? Infinity
      : this.dispatched_ms + total_timeout_seconds * 1000 + this.extension_ms;
  }
  private ended(attempt: Attempt, used_retries: number): void {
    const { behaviour, number, started_at } = attempt;
    if ('lost' in behaviour) return this.lost(attempt, used_retries);
    if ('error' in behaviour) return this.failed(attempt, behaviour.error, used_retries);
    const completed_at = this.options.time.iso;
    this.end({ kind: 'completed', output: behaviour.output, attempt: number, started_at, completed_at });
  }
  /** A loss uses up no retry; the next attempt tells of it. */
  private lost({ number }: Attempt, used_retries: number): void {
    this.losses += 1;
    const isLast = this.losses >= MAX_LOST_ATTEMPTS;
    const failure = this.failure(LOST, { attempt: number, started_at: null, delay_seconds: isLast ? null : 0 });
    if (isLast) return this.end({ kind: 'failed', failure });
    this.report({ ...this.unit, kind: 'failed', failure });
    this.attempt(number + 1, used_retries);
  }
  private failed({ number, started_at }: Attempt, error: ScriptedError, used_retries: number): void {
    const { step } = this.dispatch;
    const jitter = this.options.faults.jitter(this.dispatch, number);
    const wanted = retryDelay(step.retry, error, used_retries, jitter);
    const isTooLate = wanted !== null && this.options.time.elapsed_ms + Math.round(wanted * 1000) >= this.totalLimit;
    const delay_seconds = isTooLate ? null : wanted;
    const last = isTooLate ? { ...error, type: 'timeout' } : error;
    const failure = this.failure(last, { attempt: number, started_at, delay_seconds });
    if (delay_seconds === null) return this.end({ kind: 'failed', failure });
    this.report({ ...this.unit, kind: 'failed', failure });
    this.options.time.after(Math.round(delay_seconds * 1000), () => this.attempt(number + 1, used_retries + 1));
  }
  private failure(
    { type, message = type, transient = false }: ScriptedError,
    more: Pick<AttemptFailure, 'attempt' | 'started_at' | 'delay_seconds'>,
  ): AttemptFailure {
    return { kind: 'failed', type, message, transient, findings: [], completed_at: this.options.time.iso, ...more };
  }
  private get unit(): { step_number: number; item?: number } {
    const { step, item } = this.dispatch;
    return item === null ? { step_number: step.step_number } : { step_number: step.step_number, item };
  }
  private report(report: AttemptReport): void {
    if (this.isLocal(report)) return this.options.report(report);
    for (const late_ms of this.options.faults.deliveries(report)) {
      if (late_ms === 0) this.options.signal(report);
      else this.options.time.after(late_ms, () => this.options.signal(structuredClone(report)));
    }
  }
  /** The first attempt of a fast function runs beside the workflow. */
  private isLocal(report: AttemptReport): boolean {
    const attempt = report.kind === 'failed' ? report.failure.attempt : report.attempt;
    return this.dispatch.step.fast && attempt === 1;
  }
  private end(outcome: StepOutcome): void {
    this.over = true;
    this.resolve(outcome);
  }
}
