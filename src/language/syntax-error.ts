import type { Position } from '../contracts/finding.js';
import { positionAt } from './position.js';

export type SyntaxErrorCode = 'condition_syntax' | 'forbidden_name' | 'unknown_reference_root' | 'invalid_pattern';

/** Why a text is not an expression. `message` is one line; `caret` is the source line and a line with `^` below the place. */
export interface ExpressionSyntaxError {
  code: SyntaxErrorCode;
  message: string;
  position: Position;
  found: string;
  expected: string[];
  caret: string;
}
/** A fault before its place is turned into line, column and text. */
export interface SyntaxFault {
  code: SyntaxErrorCode;
  /** Offset into the text, from 0. */
  offset: number;
  found: string;
  expected: string[];
  /** In place of `found …, expected …`. */
  problem?: string;
}

/** Longest offending text in a message, and widest source line above a caret, in UTF-16 code units. */
const MAX_FOUND = 40;
const MAX_SOURCE_LINE = 120;
export const END_OF_TEXT = 'the end of the expression';

export function syntaxError(text: string, fault: SyntaxFault): ExpressionSyntaxError {
  const position = positionAt(text, fault.offset);
  const problem = fault.problem ?? `found ${named(fault.found)}, expected ${alternatives(fault.expected)}`;
  return {
    code: fault.code,
    message: `Line ${position.line}, column ${position.column}: ${problem}`,
    position,
    found: fault.found,
    expected: fault.expected,
    caret: caretLines(text, position),
  };
}

/** A piece of source as one line shows it: quoted, cut off, without line breaks. */
export function named(found: string): string {
  if (found === END_OF_TEXT) return found;
  const shown = found.length > MAX_FOUND ? `${found.slice(0, MAX_FOUND)}…` : found;
  return `'${shown.replace(/\s/g, ' ')}'`;
}

function alternatives(expected: string[]): string {
  const last = expected.at(-1) ?? '';
  return expected.length < 2 ? last : `${expected.slice(0, -1).join(', ')} or ${last}`;
}

function caretLines(text: string, { line, column }: Position): string {
  const source = (text.split('\n')[line - 1] ?? '').replace(/\r$/, '');
  const start = Math.max(0, Math.min(column - 1 - MAX_SOURCE_LINE / 2, source.length - MAX_SOURCE_LINE));
  const shown = source.slice(start, start + MAX_SOURCE_LINE);
  const before = shown.slice(0, column - 1 - start).replace(/[^\t]/g, ' ');
  return `${shown}\n${before}^`;
}
