import { type Token, VALUE } from './token.js';

/** Most levels of brackets, prefix operators and the middles of ternaries inside each other. */
export const MAX_NESTING = 200;

/** The levels that are open inside one pair of brackets. */
interface Frame {
  nots: number;
  minuses: number;
  questions: number;
}

/** The first token that is nested too deep. One pass, no recursion, so that it holds before anything recurses. */
export function findTooDeep(tokens: Token[]): Token | undefined {
  const depth = new NestingDepth();
  return tokens.find((token) => depth.after(token.letter) > MAX_NESTING);
}

class NestingDepth {
  private depth = 0;
  private frames: Frame[] = [];
  private frame: Frame = { nots: 0, minuses: 0, questions: 0 };
  private previous = '';

  after(letter: string): number {
    if (letter === '(' || letter === '[') this.open();
    else if (letter === ')' || letter === ']') this.close();
    else if (letter === VALUE) this.endOperand();
    else this.operator(letter);
    this.previous = letter;
    return this.depth;
  }

  private open(): void {
    this.frames.push(this.frame);
    this.frame = { nots: 0, minuses: 0, questions: 0 };
    this.depth++;
  }

  private close(): void {
    const enclosing = this.frames.pop();
    if (enclosing === undefined) return;
    this.depth -= 1 + this.frame.nots + this.frame.minuses + this.frame.questions;
    this.frame = enclosing;
    this.endOperand();
  }

  private operator(letter: string): void {
    const isPrefix = ![VALUE, ')', ']'].includes(this.previous);
    if (letter === '-' && isPrefix) this.enter('minuses');
    else if (letter === '¬' && isPrefix) this.enter('nots');
    else if ('∧∨?:,'.includes(letter)) this.leaveAll('nots');
    if (letter === '?') this.enter('questions');
    if (letter === ':' && this.frame.questions > 0) this.leave('questions');
  }

  private endOperand(): void {
    this.leaveAll('minuses');
  }

  private enter(level: keyof Frame): void {
    this.frame[level]++;
    this.depth++;
  }

  private leave(level: keyof Frame): void {
    this.frame[level]--;
    this.depth--;
  }

  private leaveAll(level: keyof Frame): void {
    this.depth -= this.frame[level];
    this.frame[level] = 0;
  }
}
