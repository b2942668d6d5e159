import type { ExecutionStatus } from './execution.js';

/**
 * Of one step of the present version. Executions of other versions count where these have a step of the same number,
 * name and function. Durations in ms; null where none was measured.
 */
export interface StepStatistics {
  step_number: number;
  step_name: string;
  /** Executions in which the step completed or failed. */
  runs: number;
  /** Of the successful attempts' own times. */
  p50_ms: number | null;
  p95_ms: number | null;
  /** Failed attempts that another one followed. */
  retries: number;
  /** Executions in which the step failed for good, also where a skip, a fallback or a person let them go on. */
  failures: number;
}
/** How the executions of a workflow went, of all its versions, that were created in the last `days` days. */
export interface WorkflowStatistics {
  deliverable_type: string;
  /** The present version. */
  version: number;
  days: number;
  /** A parked execution counts as failed. */
  counts: Record<ExecutionStatus, number>;
  /** Completed executions among the closed ones, 0 to 1; null when none has closed. */
  success_rate: number | null;
  /** How many closed executions the figures below are reckoned from: the newest ones. */
  sampled_executions: number;
  /** From start to end of completed executions, in ms. */
  p50_duration_ms: number | null;
  p95_duration_ms: number | null;
  /** Median over completed executions of the sum of their steps' own times divided by their duration. */
  measured_speedup: number | null;
  /** Ascending by step_number. */
  steps: StepStatistics[];
}
