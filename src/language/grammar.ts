/**
 * The grammar of conditions, over one letter a token: `$input.load > 500 AND NOT $step2.ok` is `v>v∧¬v`.
 * Brackets are not in it: what they enclose is parsed first and is then one value (see groups.ts), so neither
 * the stack nor the time of the parser depends on how deep a condition is nested.
 */
import * as ohm from 'ohm-js';
import type { ArithmeticOperator, ChainLink, ComparisonOperator, Expression } from '../contracts/expression.js';
import type { Token } from './token.js';

const grammar = ohm.grammar(String.raw`
  Conditions {
    ternary    = or ("?" ternary ":" or)*
    or         = and ("∨" and)*
    and        = not ("∧" not)*
    not        = "¬"* comparison
    comparison = sum (("=" | "≠" | "<" | ">" | "≤" | "≥" | "∈" | "∉") sum)?
    sum        = product (("+" | "-") product)*
    product    = negation (("*" | "/" | "%") negation)*
    negation   = "-"* "v"
  }
`);
const COMPARISONS: Record<string, ComparisonOperator> = {
  '=': '==',
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
  '<': '<',
  '>': '>',
  '∈': 'IN',
  '∉': 'NOT IN',
};

/** `expected` says what could have stood at that index, in letters of the grammar or `end of input`. */
export type GrammarResult = { ok: true; expression: Expression } | { ok: false; index: number; expected(): string[] };

/** Parses tokens between which no brackets and no commas are left. */
export function parseTokens(tokens: Token[]): GrammarResult {
  const match = grammar.match(tokens.map((token) => token.letter).join(''), 'ternary');
  if (match.succeeded()) return { ok: true, expression: semantics(match)['build'](tokens) as Expression };
  const failed = match as ohm.FailedMatchResult;
  return { ok: false, index: failed.getRightmostFailurePosition(), expected: () => expectedLetters(failed) };
}

/** ohm's own text leaves out what could have gone on behind a complete expression; its list of failures does not. */
function expectedLetters(failed: ohm.FailedMatchResult): string[] {
  const { getRightmostFailures } = failed as unknown as { getRightmostFailures(): { toString(): string }[] };
  return getRightmostFailures.call(failed).map((failure) => String(failure).replaceAll('"', ''));
}

const semantics = grammar.createSemantics();

semantics.addOperation<Expression>('build(tokens)', {
  ternary(first, _question, consequents, _colon, others) {
    const [alternate, ...tests] = [first, ...others.children].map((node) => build(node, this)).reverse();
    const branches = consequents.children.map((node, index) => ({
      test: tests[tests.length - 1 - index] as Expression,
      consequent: build(node, this),
    }));
    return choice(branches, alternate as Expression);
  },
  or(first, signs, others) {
    return run(
      build(first, this),
      links(signs, others, this, () => 'OR'),
    );
  },
  and(first, signs, others) {
    return run(
      build(first, this),
      links(signs, others, this, () => 'AND'),
    );
  },
  not(signs, operand) {
    return signs.children.reduce<Expression>((inner) => ({ kind: 'not', operand: inner }), build(operand, this));
  },
  comparison(left, signs, others) {
    const [sign] = signs.children;
    const [right] = others.children;
    if (sign === undefined || right === undefined) return build(left, this);
    const operator = COMPARISONS[sign.sourceString] as ComparisonOperator;
    const at = tokenOf(sign, this).offset;
    return { kind: 'comparison', operator, left: build(left, this), right: build(right, this), at };
  },
  sum(first, signs, others) {
    return run(
      build(first, this),
      links(signs, others, this, (sign) => sign as ArithmeticOperator),
    );
  },
  product(first, signs, others) {
    return run(
      build(first, this),
      links(signs, others, this, (sign) => sign as ArithmeticOperator),
    );
  },
  negation(signs, operand) {
    const minuses = signs.children.map((sign) => tokenOf(sign, this).offset);
    return minuses.reduceRight<Expression>(negate, tokenOf(operand, this).expression as Expression);
  },
});

/** What is one letter long is one value, at any level: no need to descend through the levels below. */
function build(node: ohm.Node, parent: ohm.Node): Expression {
  const tokens = parent['args'].tokens as Token[];
  const { startIdx, endIdx } = node.source;
  const only = endIdx - startIdx === 1 ? tokens[startIdx]?.expression : undefined;
  return only ?? (node['build'](tokens) as Expression);
}

function tokenOf(node: ohm.Node, parent: ohm.Node): Token {
  return (parent['args'].tokens as Token[])[node.source.startIdx] as Token;
}

function links(
  signs: ohm.Node,
  operands: ohm.Node,
  parent: ohm.Node,
  operatorOf: (sign: string) => ChainLink['operator'],
): ChainLink[] {
  return operands.children.map((operand, index) => {
    const sign = signs.child(index);
    return {
      operator: operatorOf(sign.sourceString),
      operand: build(operand, parent),
      at: tokenOf(sign, parent).offset,
    };
  });
}

/** One operator is a node of its own, several of one level are a chain. */
function run(first: Expression, rest: ChainLink[]): Expression {
  const [link] = rest;
  if (link === undefined) return first;
  if (rest.length > 1) return { kind: 'chain', first, rest };
  const { operator, operand: right, at } = link;
  if (operator === 'AND' || operator === 'OR') return { kind: operator === 'AND' ? 'and' : 'or', left: first, right };
  return { kind: 'arithmetic', operator, left: first, right, at };
}

function choice(branches: { test: Expression; consequent: Expression }[], alternate: Expression): Expression {
  const [branch] = branches;
  if (branch === undefined) return alternate;
  return branches.length > 1 ? { kind: 'choice', branches, alternate } : { kind: 'ternary', ...branch, alternate };
}

/** The minus of a number is part of the number. */
function negate(operand: Expression, at: number): Expression {
  if (operand.kind === 'literal' && typeof operand.value === 'number')
    return { kind: 'literal', value: 0 - operand.value };
  return { kind: 'negate', operand, at };
}
