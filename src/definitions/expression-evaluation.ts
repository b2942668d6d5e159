/** POST /expressions/evaluate: an expression on given values, with everything a person wants to see of it. */
import type { Evaluation } from '../contracts/evaluation.js';
import type { Condition, Expression } from '../contracts/expression.js';
import type { Finding } from '../contracts/finding.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { Problem } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';
import { bindStepOutputs } from '../language/bind-step-output.js';
import { evaluate, isTruthy } from '../language/evaluate.js';
import { ExpressionTypeError } from '../language/expression-type-error.js';
import { parseExpression } from '../language/parse-expression.js';
import { referencesOf } from '../language/references-of.js';
import type { Scope } from '../language/scope.js';

const BODY: JsonSchema = {
  type: 'object',
  properties: {
    expression: { type: 'string' },
    bare_fields: { type: ['boolean', 'null'] },
    input: {},
    steps: {
      type: ['object', 'null'],
      propertyNames: { pattern: '^[1-9][0-9]{0,9}$' },
      additionalProperties: {
        type: 'object',
        properties: { output_variable: { type: ['string', 'null'] }, output: {} },
      },
    },
    context: { type: ['object', 'null'] },
  },
  required: ['expression'],
};
interface GivenStep {
  output_variable?: string | null;
  output?: Json;
}
interface EvaluationRequest {
  expression: string;
  bare_fields: boolean;
  input: Json;
  steps: Record<string, GivenStep>;
  context: JsonObject;
}
function readRequest(body: Json): EvaluationRequest {
  const given = shapedBody(body, BODY, 'The request');
  const { expression, bare_fields, input, steps, context } = given as Partial<EvaluationRequest>;
  return {
    expression: expression ?? '',
    bare_fields: bare_fields ?? false,
    input: input ?? {},
    steps: steps ?? {},
    context: context ?? {},
  };
}
function scopeOf({ input, context, steps, bare_fields }: EvaluationRequest): Scope {
  const stepOutput = (step_number: number) => steps[String(step_number)]?.output;
  const fields = input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {};
  return { input, context, stepOutput, ...(bare_fields ? { bare_fields: fields } : {}) };
}
/** @throws Problem 422 with the position */
function parse({ expression, steps }: EvaluationRequest): Expression {
  const parsed = parseExpression(expression);
  if (parsed.ok) return bindStepOutputs(parsed.expression, (n) => steps[String(n)]?.output_variable ?? undefined);
  const { code, message, position, caret } = parsed.error;
  const finding: Finding = { code, severity: 'error', path: '/expression', message, position, hint: caret };
  throw new Problem(422, code, message, [finding]);
}
function valueOf(condition: Condition, scope: Scope): Json {
  try {
    return evaluate(condition, scope);
  } catch (error) {
    if (!(error instanceof ExpressionTypeError)) throw error;
    const { message, position } = error;
    throw new Problem(422, error.code, message, [
      { code: 'expression_type', severity: 'error', path: '/expression', message, position },
    ]);
  }
}
/** @throws Problem 400, 422 for a syntax error or a type error */
export function evaluateRequest(body: Json): Evaluation {
  const request = readRequest(body);
  const expression = parse(request);
  const value = valueOf({ text: request.expression, expression }, scopeOf(request));
  return {
    value,
    result: isTruthy(value),
    references: referencesOf(expression).map(({ text }) => text),
    ast: expression,
  };
}
