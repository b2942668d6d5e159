/**
 * Parses what stands between two commas or brackets: terms with connectives between them, from loose to tight
 * `test ? consequent : alternate`, OR and AND. The middle of a ternary may be a ternary without brackets, and behind its
 * `:` another one follows as a further branch. One loop, so a run of 10,000 characters costs no stack.
 */
import type { Expression } from '../contracts/expression.js';
import { type Branch, choiceOf } from './build-expression.js';
import { END_OF_TERM, parseTerm, type TermResult } from './grammar.js';
import { OperatorRun } from './operator-run.js';
import { type Token, UNREADABLE } from './token.js';

/** `expected` says what could have stood in place of `found`, in letters of tokens or END_OF_TERM. */
export type PartFault = { ok: false; found: Token; expected(): string[] };
export type PartResult = { ok: true; expression: Expression } | PartFault;
/** A ternary whose `:` has not come yet. */
interface OpenTernary {
  branches: Branch[];
  test: Expression;
}

/** `terminator` is the token behind the part. */
export function parsePart(tokens: readonly Token[], terminator: Token): PartResult {
  return new PartParser(tokens, terminator).parse();
}

class PartParser {
  private readonly open: OpenTernary[] = [];
  private branches: Branch[] = [];
  private readonly disjunction = new OperatorRun('OR');
  private readonly conjunction = new OperatorRun('AND');

  constructor(
    private readonly tokens: readonly Token[],
    private readonly terminator: Token,
  ) {}

  parse(): PartResult {
    let start = 0;
    for (const [index, token] of this.tokens.entries()) {
      if (!this.isConnective(token)) continue;
      const fault = this.takeTerm(this.tokens.slice(start, index), token);
      if (fault !== undefined) return fault;
      this.connect(token);
      start = index + 1;
    }
    return this.takeTerm(this.lastTerm(start), this.terminator) ?? { ok: true, expression: this.takeChoice() };
  }

  /** A `:` without a `?` is none: the term in which it stands refuses it. */
  private isConnective({ letter }: Token): boolean {
    return letter === '∧' || letter === '∨' || letter === '?' || (letter === ':' && this.open.length > 0);
  }

  /** With a `:` still to come, what ends the part stands where it cannot. */
  private lastTerm(start: number): Token[] {
    const term = this.tokens.slice(start);
    return this.open.length === 0 ? term : [...term, { ...this.terminator, letter: UNREADABLE }];
  }

  private takeTerm(term: readonly Token[], next: Token): PartFault | undefined {
    const result = termOf(term);
    if (!result.ok)
      return { ok: false, found: result.found ?? next, expected: () => this.withConnectives(result.expected()) };
    this.conjunction.add(result.expression);
    return undefined;
  }

  /** What can stand behind a complete term beside its own operators. */
  private withConnectives(letters: string[]): string[] {
    if (!letters.includes(END_OF_TERM)) return letters;
    const others = letters.filter((letter) => letter !== END_OF_TERM);
    return [...others, '∧', '∨', '?', this.open.length > 0 ? ':' : END_OF_TERM];
  }

  private connect({ letter, offset }: Token): void {
    if (letter === '∧') return this.conjunction.continueBehind(offset);
    if (letter === ':') return this.endConsequent();
    this.disjunction.add(this.conjunction.take());
    if (letter === '∨') return this.disjunction.continueBehind(offset);
    this.open.push({ branches: this.branches, test: this.disjunction.take() });
    this.branches = [];
  }

  private endConsequent(): void {
    const consequent = this.takeChoice();
    const { branches, test } = this.open.pop() as OpenTernary;
    this.branches = branches;
    this.branches.push({ test, consequent });
  }

  private takeChoice(): Expression {
    this.disjunction.add(this.conjunction.take());
    return choiceOf(this.branches, this.disjunction.take());
  }
}

/** A value alone needs no grammar. */
function termOf(term: readonly Token[]): TermResult {
  const [only] = term;
  if (term.length === 1 && only?.expression !== undefined) return { ok: true, expression: only.expression };
  return parseTerm(term);
}
