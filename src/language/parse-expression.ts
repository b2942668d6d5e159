import type { Expression } from '../contracts/expression.js';
import { parseGroups } from './groups.js';
import { findTooDeep, MAX_NESTING } from './nesting.js';
import { refuseItem } from './refuse-item.js';
import { type ExpressionSyntaxError, syntaxError, type SyntaxFault } from './syntax-error.js';
import type { Token } from './token.js';
import { tokenize } from './tokenize.js';

export type { ExpressionSyntaxError } from './syntax-error.js';
export type ParsedExpression = { ok: true; expression: Expression } | { ok: false; error: ExpressionSyntaxError };

/** Longest text of an expression, in UTF-16 code units. */
export const MAX_EXPRESSION_LENGTH = 10_000;

/**
 * Parses the text of a condition. It never throws; the first fault in the text is the answer. An empty text is a fault,
 * and so are `$item` and `$index`: a condition is evaluated once for a step, not for each item.
 * Its time is linear in the text and its stack is bounded, whatever the text is.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > MAX_EXPRESSION_LENGTH) return refuse(text, tooLong(text));
  const tokens = tokenize(text).map(refuseItem);
  const deep = findTooDeep(tokens);
  if (deep !== undefined) return refuse(text, tooDeep(deep));
  const parsed = parseGroups(tokens, text.length);
  return parsed.ok ? parsed : refuse(text, parsed.fault);
}

function refuse(text: string, fault: SyntaxFault): ParsedExpression {
  return { ok: false, error: syntaxError(text, fault) };
}

function tooLong(text: string): SyntaxFault {
  const problem = `the expression has ${text.length} characters, at most ${MAX_EXPRESSION_LENGTH} are read`;
  return { code: 'condition_syntax', offset: MAX_EXPRESSION_LENGTH, found: '', expected: [], problem };
}

function tooDeep({ offset, text }: Token): SyntaxFault {
  const problem = `the expression is nested deeper than ${MAX_NESTING} levels`;
  return { code: 'condition_syntax', offset, found: text, expected: [], problem };
}
