import type { Json, JsonObject } from './json.js';
import type { ExecutionMode } from './document.js';

export const EXECUTION_STATUSES = [
  'pending',
  'running',
  'paused',
  'awaiting_approval',
  'completed',
  'failed',
  'rejected',
  'cancelled',
] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];
export type StepStatus = 'pending' | 'running' | 'completed' | 'failed' | 'skipped' | 'cancelled';
export type SkipReason = 'condition_false' | 'dependency_skipped' | 'dependency_failed' | 'error' | 'manual';

/** Why a step or an attempt failed. `attempt` is the dispatch that failed, 0 when none was made. */
export interface StepError {
  type: string;
  message: string;
  transient: boolean;
  attempt: number;
}
/** A failed attempt that another one followed. */
export interface AttemptRecord {
  /** Of a step with `foreach`: the index of the item, whose attempts count from 1. */
  item?: number;
  attempt: number;
  error_type: string;
  message: string;
  delay_seconds: number;
  timestamp: string;
}
/** One item of a step with `foreach`. Its output is in the list that is the step's. */
export interface ItemRecord {
  index: number;
  status: StepStatus;
  attempts: number;
  used_fallback: boolean;
  error: StepError | null;
}
/** What a step that runs no function waits for. */
export type StepWait = {
  /** When it began to wait. */
  since: string;
  /** When it goes on, or gives up. */
  until: string;
} & ({ kind: 'time' } | { kind: 'signal'; name: string } | { kind: 'workflow'; execution_id: string });
export interface StepRecord {
  step_number: number;
  step_name: string;
  function: string;
  status: StepStatus;
  /** Every dispatch, lost ones too. */
  attempts: number;
  output: Json;
  used_fallback: boolean;
  skip_reason: SkipReason | null;
  error: StepError | null;
  retries: AttemptRecord[];
  /** When the first attempt began in a worker. */
  started_at: string | null;
  completed_at: string | null;
  /** The successful attempt's own time, for `foreach` the sum over its items; null without one. */
  execution_time_ms: number | null;
  /** Only of a step with `foreach` that has begun. */
  items?: ItemRecord[];
  /** Only of a step that waits, or has waited, for a time, a signal or another workflow. */
  waiting_for?: StepWait;
  /** The arguments that a person gave in place of the mapped ones; only where one did. */
  input_override?: JsonObject;
  /** The execution whose record the output was taken from; only where the step did not run. */
  taken_from?: string;
}
export interface Progress {
  completed_steps: number;
  total_steps: number;
  progress_percent: number;
}
export interface RiskFactor {
  code: string;
  score: number;
  message: string;
  step_number?: number;
}
export type RiskDecision = 'auto_approved' | 'needs_review' | 'requires_approval' | 'failed';
export interface Risk {
  score: number;
  factors: RiskFactor[];
  decision: RiskDecision;
}
/** A wait for a person's decision; null where none was needed. */
export interface Approval {
  status: 'pending' | 'approved' | 'rejected' | 'expired';
  requested_at: string;
  expires_at: string;
  decided_at: string | null;
  decided_by: string | null;
  notes: string | null;
}
export interface ExecutionError {
  type: string;
  message: string;
  step_number?: number;
  findings?: Json[];
}
export interface ExecutionGraph {
  execution_order: number[][];
  critical_path: number[];
  parallelization_factor: number;
  max_observed_parallelism: number;
  /** Sum of the steps' own times. */
  sequential_time_ms: number;
  speedup: number;
}
/** Who is asking for what; what `runPlan` is started with beside its Plan. */
export interface ExecutionRequest {
  execution_id: string;
  deliverable_type: string;
  version: number;
  plan_hash: string;
  /** After defaults. */
  input_data: JsonObject;
  user_id: string | null;
  /** The caller's own context object. */
  context: JsonObject;
  options: { mode?: ExecutionMode; max_parallelism?: number };
  rerun_of: string | null;
  created_at: string;
  /** The step that this execution is run for; only of one that a `flow.workflow` step began. */
  parent?: ParentStep;
  /** The namespace knows the platform's search attributes. */
  searchable?: boolean;
  /** Events of Temporal's history after which the execution goes on in a new run; left out for the usual number. */
  history_limit?: number;
  /** Of a rerun: who asked for it, and for what. */
  rerun?: RerunOrigin;
  /** Whose API key started it; left out on a server without keys. */
  start?: StartOrigin;
}
export interface StartOrigin {
  actor: string;
  source: string;
}
export interface RerunOrigin {
  /** This step and all that depend on it run; null where none was named. */
  from_step: number | null;
  actor: string | null;
  source: string;
}
export interface ParentStep {
  execution_id: string;
  step_number: number;
  /** How many executions stand above this one: 1 for a child. */
  depth: number;
}
/** What the interpreter knows about an execution: everything of the record but what storage and Temporal add. */
export interface ExecutionState {
  status: ExecutionStatus;
  output_data: JsonObject | null;
  steps: StepRecord[];
  progress: Progress;
  risk: Risk | null;
  execution_graph: ExecutionGraph;
  error: ExecutionError | null;
  dead_letter: { parked_until: string } | null;
  approval: Approval | null;
  started_at: string | null;
  completed_at: string | null;
  total_time_ms: number | null;
}
/** An execution as GET /executions/{id} answers it. */
export interface Execution extends ExecutionState {
  execution_id: string;
  deliverable_type: string;
  version: number;
  input_data: JsonObject;
  rerun_of: string | null;
  /** The step that this execution is run for; null for one that was started by itself. */
  parent: { execution_id: string; step_number: number } | null;
  user_id: string | null;
  created_at: string;
  temporal: { workflow_id: string; run_id: string; ui_url: string | null };
}
/** A row of GET /executions. */
export interface ExecutionRow {
  execution_id: string;
  deliverable_type: string;
  version: number;
  status: ExecutionStatus;
  progress_percent: number;
  risk_score: number | null;
  dead_letter: { parked_until: string } | null;
  user_id: string | null;
  rerun_of: string | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  total_time_ms: number | null;
}
