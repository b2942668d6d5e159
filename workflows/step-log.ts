/** The events of steps, as the log tells them. */
import type { EventBody } from '../src/contracts/events.js';
import type { Progress } from '../src/contracts/execution.js';
import type { ProgressUpdate } from '../src/contracts/function.js';
import type { AttemptFailure } from '../src/contracts/attempt.js';
import type { EventLog } from './event-log.js';
import { recoveryLinks } from './recovery-links.js';
import type { StepRun } from './step-run.js';

export interface StepLogOptions {
  execution_id: string;
  log: EventLog;
  /** The time of what has none of its own, in ISO 8601. */
  now(): string;
  /** A failed step waits for a person, so the way to recover it is told. */
  parks: boolean;
}
const ofItem = (item: number | null) => (item === null ? {} : { item });

export class StepLog {
  constructor(private readonly options: StepLogOptions) {}

  flush(): void {
    this.options.log.flush();
  }
  started({ step }: StepRun, attempt: number, at: string): void {
    const { step_number, step_name } = step;
    this.append({ event: 'step_started', step_number, step_name, attempt }, at);
  }
  progress({ step }: StepRun, item: number | null, update: ProgressUpdate, at?: string): void {
    this.append({ event: 'step_progress', step_number: step.step_number, ...ofItem(item), ...update }, at);
  }
  retrying({ step }: StepRun, item: number | null, failure: AttemptFailure, delay_seconds: number): void {
    const { attempt, type: error_type, message, transient, completed_at } = failure;
    const about = { step_number: step.step_number, ...ofItem(item), attempt };
    this.append({ event: 'step_retrying', ...about, error_type, message, transient, delay_seconds }, completed_at);
  }
  timedOut({ step }: StepRun, item: number | null, attempt: number, at: string): void {
    const { step_number, timeout_seconds } = step;
    this.append({ event: 'step_timeout', step_number, ...ofItem(item), attempt, timeout_seconds }, at);
  }
  completed({ step, record }: StepRun, attempt: number): void {
    const { step_number, step_name } = step;
    const { execution_time_ms, output, used_fallback, error, completed_at, taken_from } = record;
    const more = { attempt, execution_time_ms: execution_time_ms ?? 0, output, used_fallback, error };
    const from = taken_from === undefined ? {} : { taken_from };
    const body = { step_number, step_name, status: 'completed', ...more, ...from } as const;
    this.append({ event: 'step_completed', ...body }, completed_at);
  }
  failed({ step, record }: StepRun): void {
    const { step_number, step_name } = step;
    const { error, completed_at } = record;
    const { execution_id, parks } = this.options;
    const recovery = parks ? recoveryLinks(execution_id, step_number) : [];
    if (error) this.append({ event: 'step_failed', step_number, step_name, error, recovery }, completed_at);
  }
  skipped({ step, record }: StepRun): void {
    const { step_number, step_name } = step;
    const { skip_reason: reason, error, completed_at } = record;
    if (reason) this.append({ event: 'step_skipped', step_number, step_name, reason, error }, completed_at);
  }
  progressed(progress: Progress, at: string | null): void {
    this.append({ event: 'progress_update', ...progress }, at);
  }
  private append(body: EventBody, at?: string | null): void {
    this.options.log.append(body, at ?? this.options.now());
  }
}
