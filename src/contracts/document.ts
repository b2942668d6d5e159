import type { Json, JsonObject, JsonSchema } from './json.js';

export const WORKFLOW_STATUSES = ['draft', 'testing', 'active', 'deprecated'] as const;
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];
export const EXECUTION_MODES = ['eager', 'level', 'sequential'] as const;
export type ExecutionMode = (typeof EXECUTION_MODES)[number];
export type Join = 'all' | 'any' | 'always';
export type OnError = 'fail' | 'skip' | 'continue';

export interface ErrorHandling {
  on_error?: OnError;
  retry_count?: number;
  base_delay_seconds?: number;
  max_delay_seconds?: number;
  exponential_base?: number;
  jitter?: boolean;
  retry_on_timeout?: boolean;
  retry_on_transient_only?: boolean;
  fallback_value?: Json;
}
/** A rule beside JSON Schema; which further keys it has depends on its type. */
export interface ValidationRule extends JsonObject {
  [key: string]: Json;
}
export interface Foreach {
  /** A reference to a list. */
  items: string;
  max_parallelism?: number | null;
}
export interface WorkflowStep {
  step_number: number;
  step_name: string;
  description?: string;
  persona?: string;
  function_to_call: string;
  input_mapping?: JsonObject;
  output_variable?: string;
  /** Runs the step once for each item of the list; a text is short for `{items}`. */
  foreach?: string | Foreach | null;
  /** Of a step with `foreach`: how many items at once. The same as `foreach.max_parallelism`. */
  max_parallelism?: number | null;
  condition?: string | null;
  join?: Join;
  depends_on?: number[];
  timeout_seconds?: number;
  total_timeout_seconds?: number | null;
  error_handling?: ErrorHandling;
  output_schema?: JsonSchema | null;
  validation_rules?: ValidationRule[];
}
export interface RiskRule {
  condition: string;
  risk_factor: number;
  message?: string;
}
export interface RiskConfig {
  auto_approve_threshold?: number;
  require_review_threshold?: number;
  require_hitl_threshold?: number;
  rules?: RiskRule[];
}
export interface ExecutionConfig {
  mode?: ExecutionMode;
  max_parallelism?: number;
  failure_policy?: 'complete_independent' | 'fail_fast';
  on_failure?: 'park' | 'close';
  park_ttl_seconds?: number;
  timeout_seconds?: number | null;
}
/** A workflow document as its author writes it (after its shape has been checked). */
export interface WorkflowDocument {
  deliverable_type: string;
  display_name?: string;
  description?: string;
  discipline?: string;
  tags?: string[];
  status?: WorkflowStatus;
  workflow_steps: WorkflowStep[];
  input_schema?: JsonSchema | null;
  output_schema?: JsonSchema | null;
  validation_rules?: ValidationRule[];
  risk_config?: RiskConfig;
  execution?: ExecutionConfig;
}
