/** GET /stats: how the executions of all workflows went. Durations in ms; null where none was measured. */
import type { WorkflowStatus } from './document.js';
import type { ExecutionStatus } from './execution.js';

export interface DurationFigures {
  p50: number | null;
  p95: number | null;
}
/** What was created in one part of the time that was asked for. */
export interface StatisticsPart {
  /** Its beginning; it ends where the next one begins, the last one now. */
  from: string;
  completed: number;
  /** Parked ones too. */
  failed: number;
  rejected: number;
  cancelled: number;
  /** What has not ended: pending, running, paused and awaiting approval. */
  open: number;
}
/** Of one workflow, over all its versions. */
export interface WorkflowFigures {
  deliverable_type: string;
  display_name: string;
  status: WorkflowStatus;
  total: number;
  completed: number;
  /** Parked ones too. */
  failed: number;
  /** Now, of any age: pending, running or paused. */
  running: number;
  /** Now, of any age. */
  parked: number;
  /** Completed executions among the closed ones, 0 to 1; null when none has closed. */
  success_rate: number | null;
  duration_ms: DurationFigures;
  /** When the newest one was created; null for a workflow that did not run in this time. */
  last_created_at: string | null;
}
/** Of the executions created since `since`. */
export interface PlatformStatistics {
  days: number;
  /** The beginning of the first part of the series: `days` days ago, up to the next full part. */
  since: string;
  /** A parked execution counts as failed. */
  by_status: Record<ExecutionStatus, number>;
  /** Completed executions among the closed ones, 0 to 1; null when none has closed. */
  success_rate: number | null;
  /** From start to end, of the newest completed executions. */
  duration_ms: DurationFigures;
  /** Equal parts, oldest first: of an hour up to 2 days, of 6 hours up to 14, of a day beyond. */
  series: StatisticsPart[];
  /** Those that ran in this time or have something open or parked now; the busiest first, at most 200. */
  workflows: WorkflowFigures[];
  /** Now, of any age: pending, running or paused. */
  running: number;
  /** Now, of any age. */
  parked: number;
  /** Now, of any age. */
  approvals_pending: number;
}
