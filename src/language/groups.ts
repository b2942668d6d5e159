/**
 * Parses a token list from the innermost brackets outwards. Each closed pair becomes one value, and what is
 * left is flat. Of several faults the first in the text is reported; what it says is made only then.
 */
import type { Expression } from '../contracts/expression.js';
import { callExpression } from './call.js';
import { parsePart } from './connectives.js';
import { expectedNames } from './expected.js';
import { END_OF_TEXT, type SyntaxFault } from './syntax-error.js';
import { type Token, VALUE } from './token.js';

/** A pair of brackets that is still open, or the whole text. */
interface Group {
  kind: 'whole' | 'brackets' | 'list' | 'call';
  opener: Token;
  /** The function's name in front of `(`. */
  callee?: Token;
  /** The parts behind which a comma stood. */
  parts: Expression[];
  /** The tokens since the opener or the last comma. */
  tokens: Token[];
}
interface LateFault {
  offset: number;
  fault(): SyntaxFault;
}
export type GroupResult = { ok: true; expression: Expression } | { ok: false; fault: SyntaxFault };

const NOTHING: Expression = { kind: 'literal', value: null };
const CLOSERS = { whole: END_OF_TEXT, brackets: ')', list: ']', call: ')' } as const;

export function parseGroups(tokens: Token[], length: number): GroupResult {
  const start: Token = { letter: '', text: '', offset: 0 };
  const end: Token = { letter: '', text: END_OF_TEXT, offset: length };
  return new GroupParser(start).parse(tokens, end);
}

class GroupParser {
  private readonly open: Group[] = [];
  private group: Group;
  private first: LateFault | undefined;

  constructor(start: Token) {
    this.group = { kind: 'whole', opener: start, parts: [], tokens: [] };
  }

  parse(tokens: Token[], end: Token): GroupResult {
    for (const token of tokens) this.take(token);
    while (this.group.kind !== 'whole') this.abandon(end);
    const expression = this.parsePart(end);
    return this.first === undefined ? { ok: true, expression } : { ok: false, fault: this.first.fault() };
  }

  private take(token: Token): void {
    if (token.fault !== undefined) this.report({ offset: token.offset, fault: () => token.fault as SyntaxFault });
    if (token.letter === '(') this.openBracket(token);
    else if (token.letter === '[') this.enter({ kind: 'list', opener: token, parts: [], tokens: [] });
    else if (token.letter === ',' && (this.group.kind === 'list' || this.group.kind === 'call')) this.endPart(token);
    else if (token.letter !== '' && token.letter === CLOSERS[this.group.kind]) this.close(token);
    else this.group.tokens.push(token);
  }

  private openBracket(opener: Token): void {
    const previous = this.group.tokens.at(-1);
    const isCall = previous?.expression?.kind === 'bareword' && previous.expression.path.length === 0;
    if (!isCall) return this.enter({ kind: 'brackets', opener, parts: [], tokens: [] });
    this.group.tokens.pop();
    this.enter({ kind: 'call', opener, callee: previous, parts: [], tokens: [] });
  }

  private enter(group: Group): void {
    this.open.push(this.group);
    this.group = group;
  }

  private endPart(terminator: Token): void {
    this.group.parts.push(this.parsePart(terminator));
    this.group.tokens = [];
  }

  private close(closer: Token): void {
    const isEmpty = this.group.tokens.length === 0 && this.group.parts.length === 0;
    if (!isEmpty || this.group.kind === 'brackets') this.endPart(closer);
    this.leave(this.groupExpression(this.group));
  }

  /** Brackets that nothing closes. */
  private abandon(end: Token): void {
    const closer = CLOSERS[this.group.kind];
    this.parsePart(end);
    this.report({
      offset: end.offset,
      fault: () => ({ code: 'condition_syntax', offset: end.offset, found: end.text, expected: [`'${closer}'`] }),
    });
    this.leave(NOTHING);
  }

  private leave(expression: Expression): void {
    const { opener, callee } = this.group;
    const { text, offset } = callee ?? opener;
    this.group = this.open.pop() ?? this.group;
    this.group.tokens.push({ letter: VALUE, text, offset, expression });
  }

  private groupExpression({ kind, callee, parts }: Group): Expression {
    if (kind === 'list') return { kind: 'list', items: parts };
    if (callee === undefined) return parts[0] ?? NOTHING;
    const call = callExpression(callee, parts);
    if (call.ok) return call.expression;
    this.report({ offset: callee.offset, fault: () => call.fault });
    return NOTHING;
  }

  private parsePart(terminator: Token): Expression {
    const { tokens, kind } = this.group;
    const [only] = tokens;
    if (tokens.length === 1 && only?.expression !== undefined) return only.expression;
    if (this.first !== undefined && this.first.offset < (only ?? terminator).offset) return NOTHING;
    const result = parsePart(tokens, terminator);
    if (result.ok) return result.expression;
    const { found } = result;
    this.report({
      offset: found.offset,
      fault: () => found.fault ?? this.fault(found, expectedNames(result.expected(), endsOf(kind))),
    });
    return NOTHING;
  }

  private fault(found: Token, expected: string[]): SyntaxFault {
    return { code: 'condition_syntax', offset: found.offset, found: found.text, expected };
  }

  private report(late: LateFault): void {
    if (this.first === undefined || late.offset < this.first.offset) this.first = late;
  }
}

function endsOf(kind: Group['kind']): string[] {
  if (kind === 'whole') return [END_OF_TEXT];
  return kind === 'brackets' ? ["')'"] : ["','", `'${CLOSERS[kind]}'`];
}
