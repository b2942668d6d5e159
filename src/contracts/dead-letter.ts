/** Parked executions, and a retry of many of them. */
import type { StepError } from './execution.js';

export interface FailedStep {
  step_number: number;
  step_name: string;
  error: StepError | null;
}
/** A row of GET /dead-letters. */
export interface DeadLetter {
  execution_id: string;
  deliverable_type: string;
  version: number;
  failed_steps: FailedStep[];
  parked_until: string;
  created_at: string;
}
/** The body of POST /dead-letters/retry: at least one of the first three. */
export interface RetrySelection {
  deliverable_type?: string | null;
  /** Of at least one failed step. */
  error_type?: string | null;
  execution_ids?: string[] | null;
  /** Only this step; by default every failed one. */
  step_number?: number | null;
  /** Of the answer before. */
  cursor?: string | null;
}
export type RetryOutcome = 'retried' | 'refused' | 'not_found' | 'failed';
export interface RetryAnswer {
  execution_id: string;
  outcome: RetryOutcome;
  /** The steps that are tried again. */
  steps: number[];
  /** Why not, or not all of them. */
  reason?: string;
}
/** Beside the answers: how many there are of each outcome. */
export interface BulkRetryAnswer extends Record<RetryOutcome, number> {
  items: RetryAnswer[];
  /** For the next call, when more executions match. */
  next_cursor: string | null;
}
