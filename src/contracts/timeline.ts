import type { StepStatus } from './execution.js';

export interface TimelineAttempt {
  attempt: number;
  started_at: string | null;
  completed_at: string | null;
  /** The step's status for the last attempt, the error's type for one that another followed. */
  outcome: string;
}
export interface TimelineStep {
  step_number: number;
  step_name: string;
  status: StepStatus;
  attempts: TimelineAttempt[];
}
/** The answer of GET /executions/{id}/timeline. */
export interface Timeline {
  items: TimelineStep[];
  critical_path: number[];
}
