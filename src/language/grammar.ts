/**
 * The grammar of a term, which is what stands between two connectives (AND, OR, `?` and `:`), over one letter a token:
 * `NOT $input.load * 2 > 500` is `¬v*v>v`. Brackets are not in it: what they enclose is parsed first and is then one
 * value (see groups.ts), so neither the stack nor the time of the parser depends on how deep a condition is nested.
 */
import * as ohm from 'ohm-js';
import type { ArithmeticOperator, ComparisonOperator, Expression } from '../contracts/expression.js';
import { chainOf, negationOf } from './build-expression.js';
import { shortenRuns } from './long-runs.js';
import type { Token } from './token.js';

const grammar = ohm.grammar(String.raw`
  Terms {
    term       = "¬"* comparison
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

/** `found` is undefined where the term only ends too early; `expected` are letters of the grammar or END_OF_TERM. */
export type TermResult =
  { ok: true; expression: Expression } | { ok: false; found: Token | undefined; expected(): string[] };
export const END_OF_TERM = 'end of input';

/** What tokens come to whose letters are those of the term that was read; or where and why the letters are no term. */
type Reading = { ok: true; read: Reader } | { ok: false; index: number; expected(): string[] };
type Reader = (tokens: readonly Token[]) => Expression;

/** Parses tokens between which no connectives, brackets and commas are left. */
export function parseTerm(term: readonly Token[]): TermResult {
  const tokens = term.length > MOST_LETTERS_KEPT ? shortenRuns(term) : term;
  const reading = readingOf(tokens.map((token) => token.letter).join(''));
  if (reading.ok) return { ok: true, expression: reading.read(tokens) };
  return { ok: false, found: tokens[reading.index], expected: reading.expected };
}

/** Most terms have the same few letters: what they read as is kept. The bounds keep the memory small. */
const MOST_LETTERS_KEPT = 50;
const MOST_READINGS_KEPT = 500;
const readings = new Map<string, Reading>();

function readingOf(letters: string): Reading {
  const known = readings.get(letters);
  if (known !== undefined) return known;
  const reading = newReading(letters);
  if (letters.length > MOST_LETTERS_KEPT) return reading;
  if (readings.size === MOST_READINGS_KEPT) readings.clear();
  readings.set(letters, reading);
  return reading;
}

function newReading(letters: string): Reading {
  const match = grammar.match(letters, 'term');
  if (match.succeeded()) return { ok: true, read: semantics(match)['reader']() as Reader };
  const index = (match as ohm.FailedMatchResult).getRightmostFailurePosition();
  let expected: string[] | undefined;
  return { ok: false, index, expected: () => (expected ??= expectedLetters(letters)) };
}

/** ohm's own text leaves out what could have gone on behind a complete term; its list of failures does not. */
function expectedLetters(letters: string): string[] {
  const failed = grammar.match(letters, 'term') as unknown as { getRightmostFailures(): { toString(): string }[] };
  return failed.getRightmostFailures().map((failure) => String(failure).replaceAll('"', ''));
}

const semantics = grammar.createSemantics();

semantics.addOperation<Reader>('reader()', {
  term(signs, operand) {
    const read = readerOf(operand);
    return (tokens) => signs.children.reduce<Expression>((inner) => ({ kind: 'not', operand: inner }), read(tokens));
  },
  comparison(left, signs, others) {
    const [sign] = signs.children;
    const [right] = others.children;
    return sign === undefined || right === undefined ? readerOf(left) : comparisonReader(left, sign, right);
  },
  sum: chainReader,
  product: chainReader,
  negation(signs, operand) {
    const read = readerOf(operand);
    const minuses = signs.children.map(indexOf);
    return (tokens) => minuses.reduceRight((inner, index) => negationOf(inner, offsetAt(tokens, index)), read(tokens));
  },
});

const indexOf = (node: ohm.Node): number => node.source.startIdx;
const offsetAt = (tokens: readonly Token[], index: number): number => (tokens[index] as Token).offset;

/** What is one letter long is one value, at any level: no need to descend through the levels below. */
function readerOf(node: ohm.Node): Reader {
  const { startIdx, endIdx } = node.source;
  if (endIdx - startIdx > 1) return node['reader']() as Reader;
  return (tokens) => (tokens[startIdx] as Token).expression as Expression;
}

function comparisonReader(leftNode: ohm.Node, sign: ohm.Node, rightNode: ohm.Node): Reader {
  const operator = COMPARISONS[sign.sourceString] as ComparisonOperator;
  const [left, right, index] = [readerOf(leftNode), readerOf(rightNode), indexOf(sign)];
  return (tokens) => {
    const at = offsetAt(tokens, index);
    return { kind: 'comparison', operator, left: left(tokens), right: right(tokens), at };
  };
}

function chainReader(firstNode: ohm.Node, signs: ohm.Node, operands: ohm.Node): Reader {
  const first = readerOf(firstNode);
  const links = operands.children.map((node, index) => {
    const sign = signs.child(index);
    return { operator: sign.sourceString as ArithmeticOperator, index: indexOf(sign), operand: readerOf(node) };
  });
  return (tokens) => {
    const rest = links.map(({ operator, index, operand }) => {
      return { operator, operand: operand(tokens), at: offsetAt(tokens, index) };
    });
    return chainOf(first(tokens), rest);
  };
}
