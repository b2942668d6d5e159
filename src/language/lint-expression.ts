import type { Expression } from '../contracts/expression.js';
import type { Position } from '../contracts/finding.js';
import { type ConstantOutcome, constantOutcome } from './constant-condition.js';
import { walk } from './expression-tree.js';
import { positionAt } from './position.js';
import { quote } from './string-literal.js';

export interface ExpressionLint {
  code: 'condition_bareword' | 'condition_forgotten_dollar' | 'condition_constant';
  message: string;
  position: Position;
  hint?: string;
}
export interface LintOptions {
  /** Bare words are fields of the input here, as in validation_rules, and nothing to remark on. */
  bare_fields?: boolean;
}
type Bareword = Extract<Expression, { kind: 'bareword' }>;

const REFERENCE_ROOT = /^(?:input|context|step[1-9]\d*)$/;
const CONSTANT_MESSAGES: Record<NonNullable<ConstantOutcome>, string> = {
  true: 'This condition is always true',
  false: 'This condition is always false',
  error: 'This condition always fails with a type error',
};

/** What is allowed in a condition and most likely not meant. `text` is what was parsed. */
export function lintExpression(expression: Expression, text: string, options: LintOptions = {}): ExpressionLint[] {
  const barewords = options.bare_fields ? [] : [...walk(expression)].filter((part) => part.kind === 'bareword');
  return [...lintConstant(expression, text, options), ...barewords.map((word) => lintBareword(word, text))];
}

function lintConstant(expression: Expression, text: string, { bare_fields }: LintOptions): ExpressionLint[] {
  const isVariable = ({ kind }: Expression) => kind === 'reference' || (kind === 'bareword' && bare_fields === true);
  const outcome = constantOutcome(expression, isVariable);
  if (outcome === undefined) return [];
  return [
    { code: 'condition_constant', message: CONSTANT_MESSAGES[outcome], position: positionAt(text, text.search(/\S/)) },
  ];
}

function lintBareword(word: Bareword, text: string): ExpressionLint {
  const position = positionAt(text, word.at);
  if (word.path.length > 0 && REFERENCE_ROOT.test(word.name)) {
    const message = `${word.text} is read as the string ${quote(word.text)}; most likely a reference without its $`;
    return { code: 'condition_forgotten_dollar', message, position, hint: `Write $${word.text}` };
  }
  const message = `${word.text} is read as the string ${quote(word.text)}`;
  return { code: 'condition_bareword', message, position, hint: `Write ${quote(word.text)}` };
}
