import type { Finding } from '../../contracts/finding.js';
import { lintExpression } from '../../language/lint-expression.js';
import type { Check } from '../compile-context.js';
import type { ConditionDraft } from '../condition-draft.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace } from '../step-draft.js';

/** Conditions of steps and of risk rules parse; what is likely a slip in them is told. */
export const conditions: Check = ({ steps, risk_rules }) => [
  ...steps.flatMap((step) => findingsOf(step.condition, stepPlace(step))),
  ...risk_rules.flatMap(({ condition }) => findingsOf(condition, {})),
];

function findingsOf(draft: ConditionDraft | null, place: ReturnType<typeof stepPlace>): Finding[] {
  if (!draft) return [];
  const { path, text, error, condition } = draft;
  if (error)
    return [planFinding(error.code, path, error.message, { ...place, position: error.position, hint: error.caret })];
  if (!condition) return [];
  return lintExpression(condition.expression, text).map(({ code, message, ...more }) =>
    planFinding(code, path, message, { ...place, ...more }),
  );
}
