import type { Expression } from '../../../src/contracts/expression.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { evaluate } from '../../../src/language/evaluate.js';
import { type ExpressionSyntaxError, parseExpression } from '../../../src/language/parse-expression.js';
import type { Scope } from '../../../src/language/scope.js';

export interface ScopeParts {
  input?: Json;
  context?: JsonObject;
  steps?: Record<number, Json>;
  bare_fields?: JsonObject;
  item?: { value: Json; index: number };
}

export function scopeOf({ input = {}, context = {}, steps = {}, ...more }: ScopeParts = {}): Scope {
  return { input, context, stepOutput: (step_number) => steps[step_number], ...more };
}

export function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${text.slice(0, 100)}: ${result.error.message}`);
  return result.expression;
}

export function refused(text: string): ExpressionSyntaxError {
  const result = parseExpression(text);
  if (result.ok) throw new Error(`${text.slice(0, 100)} was parsed`);
  return result.error;
}

export function valueOf(text: string, parts: ScopeParts = {}): Json {
  return evaluate({ text, expression: parsed(text) }, scopeOf(parts));
}

/** An expression without its offsets. */
export function withoutOffsets(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value)));
}
