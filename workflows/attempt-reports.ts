/** What workers tell of attempts while a step is in flight; late and repeated reports are ignored. */
import type { AttemptFailure, AttemptReport } from '../src/contracts/attempt.js';
import type { StepLog } from './step-log.js';
import type { StepRun } from './step-run.js';

export class AttemptReports {
  constructor(private readonly log: StepLog) {}

  take(run: StepRun, report: AttemptReport): void {
    const item = report.item ?? null;
    switch (report.kind) {
      case 'started':
        this.started(run, report.attempt, report.at, item);
        break;
      case 'failed':
        this.failed(run, report.failure, item);
        break;
      case 'progress':
        this.started(run, report.attempt, report.at, item);
        this.log.progress(run, item, report.update, report.at);
        break;
      default:
        return report satisfies never;
    }
    this.log.flush();
  }
  /** A short attempt is not reported when it starts; its result carries the time. Null: it never began in a worker. */
  started(run: StepRun, attempt: number, at: string | null, item: number | null): void {
    if (at !== null && run.attemptStarted(attempt, at, item) && item === null) this.log.started(run, attempt, at);
  }
  /** The last attempt of a step, or of an item, has failed: what the log has to know before its end. */
  lastFailed(run: StepRun, failure: AttemptFailure, item: number | null): void {
    const { attempt, started_at, type, completed_at } = failure;
    this.started(run, attempt, started_at, item);
    run.countAttempts(attempt, item);
    if (type === 'timeout') this.log.timedOut(run, item, run.attempts(item), completed_at);
  }
  private failed(run: StepRun, failure: AttemptFailure, item: number | null): void {
    const delay_seconds = failure.delay_seconds ?? 0;
    this.started(run, failure.attempt, failure.started_at, item);
    if (!run.attemptFailed(failure, delay_seconds, item)) return;
    if (failure.type === 'timeout') this.log.timedOut(run, item, failure.attempt, failure.completed_at);
    this.log.retrying(run, item, failure, delay_seconds);
  }
}
