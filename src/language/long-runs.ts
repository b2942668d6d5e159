import type { ArithmeticOperator, Expression } from '../contracts/expression.js';
import { chainOf, negationOf } from './build-expression.js';
import { type Token, VALUE } from './token.js';

/** Arithmetic operators of one level, and those that hold their operands more tightly. */
interface Level {
  operators: ReadonlySet<string>;
  tighter: ReadonlySet<string>;
}
const PRODUCT: Level = { operators: new Set('*/%'), tighter: new Set() };
const SUM: Level = { operators: new Set('+-'), tighter: new Set('*/%') };

/**
 * The tokens of a term with each run of plain arithmetic made into one value, so that the grammar has little left to
 * read of a long term. Only what the grammar reads as one operand becomes one: every fault is left for it to find.
 */
export function shortenRuns(tokens: readonly Token[]): Token[] {
  return withoutRuns(withoutRuns(withoutPrefixMinuses(tokens), PRODUCT), SUM);
}

/** A minus becomes part of the value behind it, unless it stands between two operands. */
function withoutPrefixMinuses(tokens: readonly Token[]): Token[] {
  const shortened: Token[] = [];
  for (const token of tokens) {
    let value = token;
    while (isValue(value) && shortened.at(-1)?.letter === '-' && !isValue(shortened.at(-2))) {
      const minus = shortened.pop() as Token;
      value = valueOf(minus, negationOf(expressionOf(value), minus.offset));
    }
    shortened.push(value);
  }
  return shortened;
}

function withoutRuns(tokens: readonly Token[], level: Level): Token[] {
  const shortened: Token[] = [];
  for (let index = 0, end = 0; index < tokens.length; index = end) {
    end = beginsRun(tokens, index, level) ? endOfRun(tokens, index, level) : index + 1;
    shortened.push(end === index + 1 ? (tokens[index] as Token) : runValue(tokens.slice(index, end)));
  }
  return shortened;
}

function beginsRun(tokens: readonly Token[], index: number, { operators, tighter }: Level): boolean {
  const before = tokens[index - 1]?.letter ?? '';
  return isValue(tokens[index]) && before !== VALUE && !operators.has(before) && !tighter.has(before);
}

/** Behind the last operand that no tighter operator takes. */
function endOfRun(tokens: readonly Token[], start: number, { operators, tighter }: Level): number {
  let end = start + 1;
  while (operators.has(tokens[end]?.letter ?? '') && isValue(tokens[end + 1])) end += 2;
  return tighter.has(tokens[end]?.letter ?? '') ? Math.max(start + 1, end - 2) : end;
}

function runValue([first, ...others]: Token[]): Token {
  const rest = [];
  for (let index = 0; index < others.length; index += 2) {
    const [sign, operand] = [others[index] as Token, others[index + 1] as Token];
    rest.push({ operator: sign.letter as ArithmeticOperator, operand: expressionOf(operand), at: sign.offset });
  }
  return valueOf(first as Token, chainOf(expressionOf(first as Token), rest));
}

const isValue = (token: Token | undefined): boolean => token?.letter === VALUE;
const expressionOf = (token: Token): Expression => token.expression as Expression;
const valueOf = ({ text, offset }: Token, expression: Expression): Token => ({
  letter: VALUE,
  text,
  offset,
  expression,
});
