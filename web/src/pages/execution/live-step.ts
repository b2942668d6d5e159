/** What running steps tell of themselves, which is on no record. */
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { StepRecord } from '../../../../src/contracts/execution.js';
import type { Json } from '../../../../src/contracts/json.js';

export interface StepReport {
  /** 0 to 100. */
  percent?: number;
  /** The newest partial result. */
  output?: Json;
}
export type StepReports = ReadonlyMap<number, StepReport>;
export type AttemptStarts = ReadonlyMap<string, string>;
export const attemptKey = (step_number: number, attempt: number): string => `${step_number}/${attempt}`;

/** What is known after the event: a partial result counts until the attempt is over. */
export function reportsOf(
  known: StepReport | undefined,
  event: ExecutionEvent,
  step: StepRecord,
): StepReport | undefined {
  if (event.event !== 'step_progress') return event.event === 'step_timeout' ? known : undefined;
  if (step.status !== 'running' || event.item !== undefined) return known;
  return {
    ...known,
    ...(event.progress_percent !== undefined && { percent: event.progress_percent }),
    ...(event.output !== undefined && { output: event.output }),
  };
}
