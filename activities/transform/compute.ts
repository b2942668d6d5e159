import type { Condition } from '../../src/contracts/expression.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { evaluate } from '../../src/language/evaluate.js';
import { ExpressionTypeError } from '../../src/language/expression-type-error.js';
import { defineFunction } from '../define-function.js';
import { PermanentError } from '../errors.js';
import { parsedExpression } from './parsed-expression.js';

type Input = { expression: string; values?: JsonObject };
type Output = { value: Json };

/** Computes an expression of the condition language, in which `values` are read by their bare names. */
export const compute = defineFunction<Input, Output>({
  name: 'transform.compute',
  description: 'Computes an expression over values, which it reads by their bare names',
  input: {
    type: 'object',
    required: ['expression'],
    properties: {
      expression: { type: 'string', minLength: 1, maxLength: 10_000 },
      values: {
        type: 'object',
        description: 'What the bare names in the expression stand for; any other name is null',
      },
    },
  },
  output: { type: 'object', required: ['value'], properties: { value: {} } },
  fast: true,
  idempotent: true,
  run: ({ expression, values = {} }) => ({ value: computed(parsedExpression(expression), values) }),
});

/** @throws PermanentError of type type_error for values of types that do not go together. */
function computed(condition: Condition, values: JsonObject): Json {
  try {
    return evaluate(condition, { input: {}, context: {}, stepOutput: () => undefined, bare_fields: values });
  } catch (cause) {
    if (!(cause instanceof ExpressionTypeError)) throw cause;
    throw new PermanentError(cause.message, { type: cause.code, cause });
  }
}
