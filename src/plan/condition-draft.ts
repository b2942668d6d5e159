import type { Condition, Reference } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { bindStepOutputs } from '../language/bind-step-output.js';
import { parseExpression, type ExpressionSyntaxError } from '../language/parse-expression.js';
import { referencesOf } from '../language/references-of.js';
import { textIn } from './json-reading.js';
import type { ReferenceReading } from './reference-reading.js';

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
export function conditionDraft(
  value: Json | undefined,
  path: string,
  { outputVariableOf }: ReferenceReading,
): ConditionDraft | null {
  const text = textIn(value) ?? '';
  if (text.trim() === '') return null;
  const parsed = parseExpression(text);
  if (!parsed.ok) return { text, path, condition: null, error: parsed.error, references: [] };
  const expression = bindStepOutputs(parsed.expression, outputVariableOf);
  return { text, path, condition: { text, expression }, error: null, references: referencesOf(expression) };
}
