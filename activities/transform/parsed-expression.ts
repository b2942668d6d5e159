import type { Condition, Expression } from '../../src/contracts/expression.js';
import { parseExpression } from '../../src/language/parse-expression.js';
import { referencesOf } from '../../src/language/references-of.js';
import { BoundedCache } from '../../src/schema/bounded-cache.js';
import { PermanentError } from '../errors.js';

/** Parsed expressions kept, those used last. */
const KEPT = 500;
const parsed = new BoundedCache<Condition>(KEPT);

/**
 * An expression made ready to compute, parsed once while it is in use.
 * @throws PermanentError of type expression_syntax where it does not parse or reads a `$` reference, which has no
 * meaning in a function: the values that it needs are arguments.
 */
export function parsedExpression(text: string): Condition {
  return parsed.obtain(text, () => ({ text, expression: withoutReferences(parse(text)) }));
}

function parse(text: string): Expression {
  const result = parseExpression(text);
  if (result.ok) return result.expression;
  throw new PermanentError(result.error.message, { type: 'expression_syntax' });
}

function withoutReferences(expression: Expression): Expression {
  const [reference] = referencesOf(expression);
  if (!reference) return expression;
  const fault = `${reference.text} cannot be read in an expression that is an argument`;
  throw new PermanentError(`${fault}: hand it over in values and use its name there`, { type: 'expression_syntax' });
}
