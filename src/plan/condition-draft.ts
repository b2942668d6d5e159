import type { Condition, Reference } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { bindStepOutputs, type OutputVariableOf } from '../language/bind-step-output.js';
import { parseExpression, type ExpressionSyntaxError } from '../language/parse-expression.js';
import { referencesOf } from '../language/references-of.js';
import { textIn } from './json-reading.js';

/** The text of a condition with what it parses to, or why it does not. */
export interface ConditionDraft {
  text: string;
  path: string;
  condition: Condition | null;
  error: ExpressionSyntaxError | null;
  /** In order of appearance, each once; none where the text does not parse. */
  references: Reference[];
}

/** Null where there is no condition: a blank text means none. */
export function conditionDraft(value: Json | undefined, path: string): ConditionDraft | null {
  const text = textIn(value) ?? '';
  if (text.trim() === '') return null;
  const parsed = parseExpression(text);
  if (!parsed.ok) return { text, path, condition: null, error: parsed.error, references: [] };
  const { expression } = parsed;
  return { text, path, condition: { text, expression }, error: null, references: referencesOf(expression) };
}

/** The draft with its references bound to output variables. */
export function boundCondition(
  draft: ConditionDraft | null,
  outputVariableOf: OutputVariableOf,
): ConditionDraft | null {
  if (!draft?.condition) return draft;
  const expression = bindStepOutputs(draft.condition.expression, outputVariableOf);
  return { ...draft, condition: { ...draft.condition, expression }, references: referencesOf(expression) };
}
