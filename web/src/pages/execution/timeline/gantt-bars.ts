/** What a row of the timeline shows of a step: its attempts, and the waits between and within them. Times in ms. */
import type { AttemptRecord, StepRecord } from '../../../../../src/contracts/execution.js';
import type { TimelineAttempt } from '../../../../../src/contracts/timeline.js';
import { attemptKey, type AttemptStarts } from '../live-step.js';

export type BarKind = 'completed' | 'failed' | 'running' | 'skipped' | 'cancelled' | 'retry_wait' | 'flow_wait';
export interface Bar {
  kind: BarKind;
  from: number;
  to: number;
  /** What a pointer over it is told. */
  words: string;
}
export interface BarSource {
  step: StepRecord;
  /** As GET …/timeline had them. */
  attempts: readonly TimelineAttempt[];
  /** As events told since. */
  starts: AttemptStarts;
  /** Until when what runs has run. */
  now: number;
}
export function barsOf(source: BarSource): Bar[] {
  const { step, now } = source;
  if (step.started_at === null) return [];
  const own = step.retries.filter(({ item }) => item === undefined);
  const bars: Bar[] = [];
  let begin = Date.parse(step.started_at);
  for (const retry of own) {
    begin = startOf(source, retry.attempt) ?? begin;
    const end = Math.max(begin, Date.parse(retry.timestamp));
    bars.push({ kind: 'failed', from: begin, to: end, words: failureWords(retry) });
    begin = nextStart(source, retry, end);
    if (begin > end)
      bars.push({ kind: 'retry_wait', from: end, to: Math.min(begin, lastMoment(step, now)), words: waitWords(retry) });
  }
  const end = lastMoment(step, now);
  const isOver = own.at(-1)?.attempt === step.attempts;
  if (!isOver && end >= begin) bars.push({ kind: lastKind(step), from: begin, to: end, words: lastWords(step) });
  return bars;
}
const lastMoment = ({ completed_at }: StepRecord, now: number): number =>
  completed_at === null ? now : Date.parse(completed_at);

function startOf({ step, attempts, starts }: BarSource, attempt: number): number | null {
  const told = starts.get(attemptKey(step.step_number, attempt));
  const stored = attempts.find((one) => one.attempt === attempt)?.started_at;
  const at = told ?? stored;
  return at ? Date.parse(at) : null;
}
/** Where it was not told: when its delay is over. */
function nextStart(source: BarSource, { attempt, delay_seconds }: AttemptRecord, end: number): number {
  return startOf(source, attempt + 1) ?? end + delay_seconds * 1000;
}
function lastKind({ status, waiting_for }: StepRecord): BarKind {
  if (status === 'running') return waiting_for ? 'flow_wait' : 'running';
  if (status === 'pending') return 'running';
  return waiting_for && status === 'completed' ? 'flow_wait' : status;
}
const failureWords = ({ attempt, error_type, message }: AttemptRecord): string =>
  `Attempt ${attempt} failed: ${error_type}: ${message}`;
const waitWords = ({ delay_seconds }: AttemptRecord): string => `Waits ${delay_seconds} s for the next attempt`;

function lastWords({ status, attempts, waiting_for, error }: StepRecord): string {
  if (waiting_for?.kind === 'signal') return `Waits for the signal ${waiting_for.name}`;
  if (waiting_for?.kind === 'workflow') return `Waits for the execution ${waiting_for.execution_id}`;
  if (waiting_for?.kind === 'time') return `Waits until ${waiting_for.until}`;
  return `Attempt ${attempts}: ${status}${error ? `: ${error.message}` : ''}`;
}
