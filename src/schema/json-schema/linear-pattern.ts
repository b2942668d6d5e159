/**
 * Regular expressions of JSON Schemas, matched in time linear in the text by RE2's algorithm. A pattern that cannot be
 * matched so is refused; JavaScript's own backtracking engine reads the syntax and never sees a text.
 */
import { RE2JS } from 're2js';
import { BoundedCache } from '../bounded-cache.js';
import { translatePattern, UnsupportedConstruct, type Translation } from './pattern-translation.js';

/** Longest pattern, in UTF-16 code units. */
export const MAX_PATTERN_LENGTH = 10_000;
/** Largest compiled program, in instructions: how much work one character of a text can be. */
const MAX_PROGRAM_SIZE = 20_000;
const CACHED_PATTERNS = 1_000;

export class PatternError extends Error {
  constructor(
    readonly code: 'invalid_pattern' | 'unsafe_pattern',
    message: string,
  ) {
    super(message);
  }
}

export interface LinearPattern {
  /** Whether `text` contains a match, as RegExp.test with the flag `u`. */
  test(text: string): boolean;
  toString(): string;
}

const compiled = new BoundedCache<LinearPattern>(CACHED_PATTERNS);

/** Compiles an ECMA-262 pattern, read in Unicode mode where that is possible. Throws PatternError. */
export function linearPattern(pattern: string): LinearPattern {
  return compiled.obtain(pattern, () => compilePattern(pattern));
}

function compilePattern(pattern: string): LinearPattern {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new PatternError('unsafe_pattern', `longer than ${MAX_PATTERN_LENGTH} characters`);
  }
  checkSyntax(pattern);
  const program = compileProgram(translate(pattern));
  if (program.programSize() > MAX_PROGRAM_SIZE)
    throw new PatternError('unsafe_pattern', 'its repetitions are too many');
  return { test: (text) => program.test(text), toString: () => `/${pattern}/` };
}

function checkSyntax(pattern: string): void {
  const problem = patternProblem(pattern);
  if (problem !== null) throw new PatternError('invalid_pattern', problem);
}

/** What is wrong with the syntax of an ECMA-262 pattern, or null. Patterns without Unicode mode (Annex B) are read too. */
export function patternProblem(pattern: string): string | null {
  return syntaxProblem(pattern, 'u') === null ? null : syntaxProblem(pattern, '');
}

function syntaxProblem(pattern: string, flags: string): string | null {
  try {
    new RegExp(pattern, flags);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
  }
}

function translate(pattern: string): Translation {
  try {
    return translatePattern(pattern);
  } catch (error) {
    if (!(error instanceof UnsupportedConstruct)) throw error;
    throw new PatternError('unsafe_pattern', `${error.message} cannot be matched in linear time`);
  }
}

function compileProgram(translation: Translation): RE2JS {
  try {
    return RE2JS.compile(translation.text, translation.has_lookbehind ? RE2JS.LOOKBEHINDS : 0);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PatternError('unsafe_pattern', message.replace('error parsing regexp: ', ''));
  }
}
