import type { OutputVariableOf } from '../language/bind-step-output.js';
import { boundCondition } from './condition-draft.js';
import { boundInput } from './input-draft.js';
import type { RiskRuleDraft } from './risk-rule-draft.js';
import type { StepDraft } from './step-draft.js';

interface Drafts {
  steps: readonly StepDraft[];
  risk_rules: readonly RiskRuleDraft[];
}

/** The drafts with every `$stepN.name`, where name is step N's output_variable, read as its whole output. */
export function withOutputVariables({ steps, risk_rules }: Drafts): Drafts {
  const outputVariableOf = outputVariablesOf(steps);
  return {
    steps: steps.map((step) => ({
      ...step,
      input: boundInput(step.input, outputVariableOf),
      condition: boundCondition(step.condition, outputVariableOf),
    })),
    risk_rules: risk_rules.map(({ condition }) => ({ condition: boundCondition(condition, outputVariableOf) })),
  };
}

function outputVariablesOf(steps: readonly StepDraft[]): OutputVariableOf {
  const variables = new Map<number | undefined, string | undefined>();
  for (const { step_number, output_variable } of steps) {
    if (!variables.has(step_number)) variables.set(step_number, output_variable);
  }
  return (step_number) => variables.get(step_number);
}
