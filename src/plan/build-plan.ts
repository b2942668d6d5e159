import type { WorkflowDocument, WorkflowStep } from '../contracts/document.js';
import { isFlowFunction } from '../contracts/flow-function.js';
import type { Plan, PlanForeach, PlanStep } from '../contracts/plan.js';
import { outputVariableOf } from '../schema/document/output-variable.js';
import type { CompileContext } from './compile-context.js';
import { executionConfig } from './execution-config.js';
import { retryPolicy } from './retry-policy.js';
import { riskThresholds } from './risk-thresholds.js';
import type { StepDraft } from './step-draft.js';
import { timeoutSeconds } from './timeout.js';

/** The Plan of a document without errors. What describes and names for people only is not in it. */
export function buildPlan(document: WorkflowDocument, context: CompileContext): Plan {
  const { graph } = context;
  const steps = document.workflow_steps.flatMap((step, index) => {
    const draft = context.steps[index];
    return draft ? [planStep(step, draft)] : [];
  });
  return {
    plan_format: 1,
    deliverable_type: document.deliverable_type,
    steps: steps.sort((left, right) => left.step_number - right.step_number),
    levels: graph.execution_order,
    critical_path: graph.critical_path,
    parallelization_factor: graph.parallelization_factor,
    input_schema: document.input_schema ?? null,
    output_schema: document.output_schema ?? null,
    validation_rules: document.validation_rules ?? [],
    risk: planRisk(document, context),
    execution: executionConfig(document.execution),
  };
}

function planStep(step: WorkflowStep, draft: StepDraft): PlanStep {
  const handling = step.error_handling ?? {};
  const foreach = planForeach(step, draft);
  return {
    step_number: step.step_number,
    step_name: step.step_name,
    function: step.function_to_call,
    fast: draft.function?.fast ?? false,
    task_queue: draft.function?.task_queue ?? null,
    input: draft.input.binding,
    output_variable: outputVariableOf(step),
    ...(foreach ? { foreach } : {}),
    condition: draft.condition?.condition ?? null,
    join: step.join ?? 'all',
    dependencies: draft.dependencies,
    joined_dependencies: draft.joined_dependencies,
    timeout_seconds: timeoutSeconds(step),
    ...attempts(step),
    on_error: handling.on_error ?? 'fail',
    fallback_value: handling.fallback_value ?? null,
    output_schema: step.output_schema ?? null,
    validation_rules: step.validation_rules ?? [],
  };
}

/** What the workflow itself runs makes one attempt. */
function attempts(step: WorkflowStep): Pick<PlanStep, 'total_timeout_seconds' | 'retry'> {
  if (isFlowFunction(step.function_to_call)) return { total_timeout_seconds: null, retry: retryPolicy() };
  return { total_timeout_seconds: step.total_timeout_seconds ?? null, retry: retryPolicy(step.error_handling) };
}

function planForeach({ foreach, max_parallelism }: WorkflowStep, draft: StepDraft): PlanForeach | undefined {
  const items = draft.foreach?.items;
  if (!items) return undefined;
  const inside = typeof foreach === 'object' ? foreach?.max_parallelism : undefined;
  return { items, max_parallelism: inside ?? max_parallelism ?? null };
}

function planRisk({ risk_config }: WorkflowDocument, { risk_rules }: CompileContext): Plan['risk'] {
  const rules = (risk_config?.rules ?? []).flatMap((rule, index) => {
    const condition = risk_rules[index]?.condition?.condition;
    return condition ? [{ condition, risk_factor: rule.risk_factor, message: rule.message ?? rule.condition }] : [];
  });
  return { ...riskThresholds({ ...risk_config, rules: [] }), rules };
}
