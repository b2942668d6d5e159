/**
 * The Plan: what a document compiles to. Plain JSON, versioned by `plan_format`, named by the hash of its canonical
 * text (RFC 8785). Every default is filled in and every text is parsed; the interpreter checks nothing twice.
 */
import type { Binding, Condition } from './expression.js';
import type { ExecutionMode, Join, OnError, ValidationRule } from './document.js';
import type { Json, JsonSchema } from './json.js';

export interface RetryPolicy {
  /** Attempts after the first, 0 to 10. */
  retry_count: number;
  base_delay_seconds: number;
  max_delay_seconds: number;
  exponential_base: number;
  jitter: boolean;
  retry_on_timeout: boolean;
  retry_on_transient_only: boolean;
}
/** A step that runs once for each item of a list. */
export interface PlanForeach {
  /** The list: a binding of kind reference. */
  items: Extract<Binding, { kind: 'reference' }>;
  /** Items of this step in flight at once; null for no bound but the execution's own. */
  max_parallelism: number | null;
}
export interface PlanStep {
  step_number: number;
  step_name: string;
  function: string;
  /** The function is declared fast: its first attempt runs as a local activity. */
  fast: boolean;
  /** Task queue of the function's workers; null for the platform's own. */
  task_queue: string | null;
  /** The arguments: always a binding of kind object or literal. */
  input: Binding;
  output_variable: string;
  /** Left out of a step that runs once. Its `input` may refer to `$item` and `$index`. */
  foreach?: PlanForeach;
  condition: Condition | null;
  join: Join;
  /** Numbers of all steps that this one waits for, ascending: references in mapping and condition, and depends_on. */
  dependencies: number[];
  /** The dependencies whose fate `join` looks at: all but those used only inside the condition. Ascending. */
  joined_dependencies: number[];
  timeout_seconds: number;
  total_timeout_seconds: number | null;
  retry: RetryPolicy;
  on_error: OnError;
  fallback_value: Json;
  output_schema: JsonSchema | null;
  validation_rules: ValidationRule[];
}
export interface PlanRiskRule {
  condition: Condition;
  risk_factor: number;
  message: string;
}
export interface Plan {
  plan_format: 1;
  deliverable_type: string;
  /** Ascending by step_number. */
  steps: PlanStep[];
  /** Topological levels of step numbers. */
  levels: number[][];
  critical_path: number[];
  parallelization_factor: number;
  input_schema: JsonSchema | null;
  output_schema: JsonSchema | null;
  validation_rules: ValidationRule[];
  risk: {
    auto_approve_threshold: number;
    require_review_threshold: number;
    require_hitl_threshold: number;
    rules: PlanRiskRule[];
  };
  execution: {
    mode: ExecutionMode;
    max_parallelism: number;
    failure_policy: 'complete_independent' | 'fail_fast';
    on_failure: 'park' | 'close';
    park_ttl_seconds: number;
    timeout_seconds: number | null;
  };
}
