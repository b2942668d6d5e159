/** The risk score of a finished execution: the highest of its factors, every one of which is listed. */
import type { Risk, RiskDecision, RiskFactor, StepRecord } from '../src/contracts/execution.js';
import type { Json } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import { evaluate, isTruthy } from '../src/language/evaluate.js';
import { ExpressionTypeError } from '../src/language/expression-type-error.js';
import type { Scope } from '../src/language/scope.js';

const CLEAN = 0.1;
const field = (output: Json, name: string): Json | undefined =>
  output !== null && typeof output === 'object' && !Array.isArray(output) ? output[name] : undefined;
/** Numbers of the steps with `foreach`. A record does not say it where the output was taken from another execution. */
const listSteps = ({ steps }: Plan): ReadonlySet<number> =>
  new Set(steps.filter(({ foreach }) => foreach !== undefined).map(({ step_number }) => step_number));
/** Of a step with `foreach` those of its items. */
const outputsOf = ({ step_number, output }: StepRecord, lists: ReadonlySet<number>): Json[] =>
  lists.has(step_number) && Array.isArray(output) ? output : [output];

function skippedFactor(steps: StepRecord[]): RiskFactor[] {
  const skipped = steps.filter((step) => step.status === 'skipped').length;
  return skipped > 0 ? [{ code: 'steps_skipped', score: 0.5, message: `${skipped} skipped step(s)` }] : [];
}
function warningScore(count: number): number {
  if (count <= 2) return 0.3;
  return count <= 5 ? 0.5 : 0.7;
}
function warningsFactor(plan: Plan, steps: StepRecord[]): RiskFactor[] {
  const lists = listSteps(plan);
  const warnings = steps.flatMap((step) => outputsOf(step, lists)).map((output) => field(output, 'warnings'));
  const count = warnings.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  return count > 0 ? [{ code: 'warnings', score: warningScore(count), message: `${count} warning(s) in outputs` }] : [];
}
function designFactors(plan: Plan, steps: StepRecord[]): RiskFactor[] {
  const lists = listSteps(plan);
  return steps
    .filter((step) => outputsOf(step, lists).some((output) => field(output, 'design_ok') === false))
    .map(({ step_number, step_name }) => ({
      code: 'design_not_ok',
      score: 0.9,
      message: `${step_name} says design_ok false`,
      step_number,
    }));
}
function failedFactors(steps: StepRecord[]): RiskFactor[] {
  return steps
    .filter((step) => step.status === 'failed')
    .map(({ step_number, step_name }) => ({
      code: 'step_failed',
      score: 1,
      message: `${step_name} failed`,
      step_number,
    }));
}
function ruleFactors(plan: Plan, scope: Scope): RiskFactor[] {
  return plan.risk.rules.flatMap((rule): RiskFactor[] => {
    try {
      if (!isTruthy(evaluate(rule.condition, scope))) return [];
      return [{ code: 'rule', score: rule.risk_factor, message: rule.message }];
    } catch (error) {
      if (!(error instanceof ExpressionTypeError)) throw error;
      return [{ code: 'rule_error', score: rule.risk_factor, message: error.message }];
    }
  });
}
function decisionFor(score: number, plan: Plan, failed: boolean): RiskDecision {
  if (failed) return 'failed';
  if (score >= plan.risk.require_hitl_threshold) return 'requires_approval';
  return score < plan.risk.auto_approve_threshold ? 'auto_approved' : 'needs_review';
}
/** Scores a settled execution. A risk rule that cannot be evaluated counts as met: doubt raises the risk. */
export function assessRisk(plan: Plan, steps: StepRecord[], scope: Scope): Risk {
  const found = [
    ...failedFactors(steps),
    ...designFactors(plan, steps),
    ...warningsFactor(plan, steps),
    ...skippedFactor(steps),
    ...ruleFactors(plan, scope),
  ];
  const factors = found.length > 0 ? found : [{ code: 'clean', score: CLEAN, message: 'No finding' }];
  const score = Math.max(CLEAN, ...factors.map((factor) => factor.score));
  const failed = steps.some((step) => step.status === 'failed');
  return { score, factors, decision: decisionFor(score, plan, failed) };
}
