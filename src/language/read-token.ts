import type { Expression, Reference } from '../contracts/expression.js';
import { readOperatorWord, readSign } from './operator-token.js';
import { isForbiddenName, readPath, type ReadPath } from './reference-path.js';
import { unquote } from './string-literal.js';
import { named, type SyntaxErrorCode } from './syntax-error.js';
import { type Token, UNREADABLE, VALUE } from './token.js';

const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_.])/uy;
const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;
const WORD = /\$?[\p{L}_][\p{L}\p{N}_]*/uy;
const STEP_ROOT = /^\$step([1-9]\d{0,8})$/;
const UNREADABLE_NUMBER = /[\p{L}\p{N}_.]+/uy;
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** The token at an offset where no white space is. */
export function readToken(text: string, offset: number): Token {
  return (
    readWord(text, offset) ??
    readNumber(text, offset) ??
    readString(text, offset) ??
    readSign(text, offset) ??
    unreadable(text, offset)
  );
}

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

function value(text: string, offset: number, expression: Expression): Token {
  return { letter: VALUE, text, offset, expression };
}

function readNumber(text: string, offset: number): Token | undefined {
  const digits = matchAt(NUMBER, text, offset);
  if (digits === undefined) return undefined;
  const token = value(digits, offset, { kind: 'literal', value: Number(digits) });
  return Number.isFinite(Number(digits))
    ? token
    : refused(token, 'condition_syntax', offset, 'is too large for a number');
}

function readString(text: string, offset: number): Token | undefined {
  const literal = matchAt(STRING, text, offset);
  return literal === undefined ? undefined : value(literal, offset, { kind: 'literal', value: unquote(literal) });
}

function readWord(text: string, offset: number): Token | undefined {
  const head = matchAt(WORD, text, offset);
  if (head === undefined) return undefined;
  const keyword = readKeyword(head, text, offset);
  if (keyword !== undefined) return keyword;
  const path = readPath(text, offset + head.length);
  if (text[path.end] === '.') return unreadableAt(text, path.end, '.', ['a field name or an index']);
  const whole = text.slice(offset, path.end);
  return head.startsWith('$') ? reference(head, whole, offset, path) : bareword(head, whole, offset, path);
}

function readKeyword(word: string, text: string, offset: number): Token | undefined {
  const operator = readOperatorWord(word, text, offset);
  if (operator !== undefined)
    return operator.letter === '' ? unreadableAt(text, offset, word, ["'is null'", "'is not null'"]) : operator;
  const constant = CONSTANTS.get(word.toLowerCase());
  return constant === undefined ? undefined : value(word, offset, { kind: 'literal', value: constant });
}

function bareword(name: string, text: string, offset: number, { path, forbidden_at }: ReadPath): Token {
  const token = value(text, offset, { kind: 'bareword', name, path, text, at: offset });
  return refuseForbidden(token, isForbiddenName(name) ? offset : forbidden_at);
}

function reference(root: string, text: string, offset: number, { path, forbidden_at }: ReadPath): Token {
  const found = referenceTo(root, path, text);
  if (found === undefined) return unknownRoot(root, text, offset);
  const token = value(text, offset, { kind: 'reference', reference: found });
  const isNumber = found.root === 'index' && path.length > 0;
  return refuseForbidden(isNumber ? refusePath(token, root) : token, forbidden_at);
}

function unknownRoot(root: string, text: string, offset: number): Token {
  const token = value(text, offset, { kind: 'literal', value: null });
  const reason =
    'is no reference: they begin with $input, $context or $stepN (N from 1), with foreach also with $item or $index';
  return refused(token, 'unknown_reference_root', offset, reason, root);
}

function refusePath(token: Token, root: string): Token {
  const path = token.text.slice(root.length);
  return refused(token, 'condition_syntax', token.offset + root.length, `stands behind ${root}, a number`, path);
}

function referenceTo(root: string, path: Reference['path'], text: string): Reference | undefined {
  if (root === '$input') return { root: 'input', path, text };
  if (root === '$context') return { root: 'context', path, text };
  if (root === '$item') return { root: 'item', path, text };
  if (root === '$index') return { root: 'index', path, text };
  const step = STEP_ROOT.exec(root)?.[1];
  return step === undefined ? undefined : { root: 'step', step_number: Number(step), path, text };
}

function refuseForbidden(token: Token, at: number | undefined): Token {
  return at === undefined
    ? token
    : refused(token, 'forbidden_name', at, 'has a refused name: __proto__, constructor and prototype are not read');
}

function refused(token: Token, code: SyntaxErrorCode, offset: number, reason: string, found = token.text): Token {
  return { ...token, fault: { code, offset, found, expected: [], problem: `${named(found)} ${reason}` } };
}

function unreadableAt(text: string, offset: number, found: string, expected: string[]): Token {
  return {
    letter: UNREADABLE,
    text: text.slice(offset),
    offset,
    fault: { code: 'condition_syntax', offset, found, expected },
  };
}

/** What to write in place of a character that begins no token. */
const CORRECTIONS: Record<string, string[]> = {
  '=': ["'=='"],
  '&': ["'&&' or AND"],
  '|': ["'||' or OR"],
  $: ['$input, $context or $stepN'],
};

function unreadable(text: string, offset: number): Token {
  const first = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  if (first === "'" || first === '"') return unreadableAt(text, offset, text.slice(offset), [`a closing ${first}`]);
  const number = matchAt(UNREADABLE_NUMBER, text, offset);
  if (number !== undefined) return unreadableAt(text, offset, number, ['a number']);
  return unreadableAt(text, offset, first, CORRECTIONS[first] ?? ['a value or an operator']);
}
