import type { FunctionCatalogue } from '../contracts/function.js';
import type { WorkflowGraph } from '../contracts/graph.js';
import type { Finding } from '../contracts/finding.js';
import type { JsonObject, JsonSchema } from '../contracts/json.js';
import type { GraphStep } from './dependency-graph.js';
import { executionConfig } from './execution-config.js';
import { numberIn, objectIn } from './json-reading.js';
import { placedReferences, type PlacedReference } from './placed-reference.js';
import { referenceReading } from './reference-reading.js';
import { riskRuleDrafts, type RiskRuleDraft } from './risk-rule-draft.js';
import { stepDrafts, type StepDraft } from './step-draft.js';
import { describeGraph } from './workflow-graph.js';

/** All that a check may look at. References are bound to output variables. */
export interface CompileContext {
  source: JsonObject;
  functions: FunctionCatalogue;
  /** In the order of the document. */
  steps: readonly StepDraft[];
  /** By step_number; of several with one number the first. */
  step_of: ReadonlyMap<number, StepDraft>;
  risk_rules: readonly RiskRuleDraft[];
  references: readonly PlacedReference[];
  input_schema: JsonSchema | null;
  /** Of the steps of `step_of`. */
  graph: WorkflowGraph;
  max_parallelism: number;
}
/** One kind of check: all its findings about the document. */
export type Check = (context: CompileContext) => Finding[];

export function compileContext(source: JsonObject, functions: FunctionCatalogue): CompileContext {
  const reading = referenceReading(source);
  const steps = stepDrafts(source, functions, reading);
  const risk_rules = riskRuleDrafts(source, reading);
  const step_of = firstOfEachNumber(steps);
  const max_parallelism = numberIn(objectIn(source.execution)?.max_parallelism) ?? executionConfig().max_parallelism;
  return {
    source,
    functions,
    steps,
    step_of,
    risk_rules,
    references: placedReferences(steps, risk_rules),
    input_schema: reading.input_schema,
    graph: describeGraph({ steps: graphSteps(step_of) }, { max_parallelism }),
    max_parallelism,
  };
}

function firstOfEachNumber(steps: readonly StepDraft[]): Map<number, StepDraft> {
  const step_of = new Map<number, StepDraft>();
  for (const step of steps) {
    if (step.step_number !== undefined && !step_of.has(step.step_number)) step_of.set(step.step_number, step);
  }
  return step_of;
}

function graphSteps(step_of: ReadonlyMap<number, StepDraft>): GraphStep[] {
  return [...step_of].map(([step_number, step]) => ({
    step_number,
    step_name: step.step_name ?? `step_${step_number}`,
    dependencies: step.dependencies,
    joined_dependencies: step.joined_dependencies,
  }));
}
