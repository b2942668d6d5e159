import type { Expression } from '../contracts/expression.js';
import type { SyntaxFault } from './syntax-error.js';

/**
 * One token of a condition. `letter` is what stands for it in the grammar, always one character (see grammar.ts):
 * values are `v`, and operators are the signs of mathematics.
 */
export interface Token {
  letter: string;
  text: string;
  /** Offset into the text, from 0. */
  offset: number;
  /** What a value stands for. */
  expression?: Expression;
  /** Why this token is refused although it is well placed, or, for the letter `✗`, why it is no token at all. */
  fault?: SyntaxFault;
}

export const VALUE = 'v';
export const UNREADABLE = '✗';
