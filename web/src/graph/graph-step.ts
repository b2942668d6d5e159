import type { StepRecord } from '../../../src/contracts/execution.js';
import type { ShownStatus } from '../design/status.js';

/** A step as the graph shows it. */
export interface GraphStep {
  step_number: number;
  step_name: string;
  function: string;
  /** Left out where nothing runs. */
  status?: ShownStatus;
  /** 0 to 100, while it runs and says so. */
  percent?: number;
  /** A few words more, such as `attempt 2`. */
  note?: string;
}
const known = new WeakMap<StepRecord, GraphStep>();

/** The same record gives the same object, so that what has not changed is not drawn again. */
export function graphStepOf(record: StepRecord, percent: number | undefined): GraphStep {
  const before = known.get(record);
  if (before && before.percent === percent) return before;
  const { step_number, step_name, function: name } = record;
  const note = noteOf(record);
  const step: GraphStep = { step_number, step_name, function: name, status: stepStatus(record) };
  if (percent !== undefined && record.status === 'running') step.percent = percent;
  if (note !== null) step.note = note;
  known.set(record, step);
  return step;
}
/** A running step that waits for something is not at work. */
export function stepStatus({ status, waiting_for, retries, attempts }: StepRecord): ShownStatus {
  if (status !== 'running') return status;
  const isBetweenAttempts = retries.some(({ attempt, item }) => item === undefined && attempt === attempts);
  return waiting_for !== undefined || isBetweenAttempts ? 'waiting' : 'running';
}
function noteOf({ items, attempts, used_fallback, taken_from, skip_reason, retries }: StepRecord): string | null {
  if (items && items.length > 0)
    return `${items.filter(({ status }) => status === 'completed').length}/${items.length}`;
  if (used_fallback) return 'fallback';
  if (taken_from !== undefined) return 'from record';
  if (skip_reason !== null) return SKIP_NOTES[skip_reason];
  return attempts > 1 || retries.length > 0 ? `attempt ${Math.max(attempts, 1)}` : null;
}
const SKIP_NOTES = {
  condition_false: 'condition false',
  dependency_skipped: 'dependency skipped',
  dependency_failed: 'dependency failed',
  error: 'on error',
  manual: 'by hand',
} as const;
