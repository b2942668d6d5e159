/**
 * ECMA-262 regular expressions written in RE2's syntax, with ECMA-262's meaning. Only whether a text contains a match
 * is asked, so groups capture nothing. What RE2 has no counterpart for (lookahead, back-references) throws.
 */
import { GENERAL_CATEGORIES } from './general-categories.js';

const SPACE =
  '\\t\\n\\x{b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NOT_SPACE =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
const ANY = '[\\x{0}-\\x{10ffff}]';
const NOTHING = '[^\\x{0}-\\x{10ffff}]';
const NOT_LINE_END = '[^\\n\\r\\x{2028}\\x{2029}]';
const QUANTIFIER = /^\{\d+(?:,\d*)?\}/;

export interface Translation {
  text: string;
  /** Lookbehind needs an engine flag of its own. */
  has_lookbehind: boolean;
}

/** A construct of ECMA-262 that cannot be matched in linear time. */
export class UnsupportedConstruct extends Error {}

/** One piece of the translation and how much of the pattern it stands for. `is_set`: it may match several characters. */
interface Piece {
  text: string;
  length: number;
  is_set?: boolean;
}

/** `pattern` in RE2's syntax. The pattern must be one that ECMA-262 accepts. Throws UnsupportedConstruct. */
export function translatePattern(pattern: string): Translation {
  const translation: Translation = { text: '', has_lookbehind: false };
  let at = 0;
  while (at < pattern.length) {
    const piece = outsideClass(pattern, at);
    if (piece.text === '(?<=' || piece.text === '(?<!') translation.has_lookbehind = true;
    translation.text += piece.text;
    at += piece.length;
  }
  return translation;
}

function outsideClass(pattern: string, at: number): Piece {
  switch (pattern[at]) {
    case '\\':
      return escapeOutside(pattern, at);
    case '[':
      return characterClass(pattern, at);
    case '(':
      return group(pattern, at);
    case '.':
      return { text: NOT_LINE_END, length: 1 };
    case '{':
      return QUANTIFIER.test(pattern.slice(at, at + 24)) ? { text: '{', length: 1 } : { text: '\\{', length: 1 };
    default:
      return { text: pattern.charAt(at), length: 1 };
  }
}

function group(pattern: string, at: number): Piece {
  const opening = pattern.slice(at, at + 4);
  if (!opening.startsWith('(?')) return { text: '(?:', length: 1 };
  if (opening.startsWith('(?:')) return { text: '(?:', length: 3 };
  if (opening === '(?<=' || opening === '(?<!') return { text: opening, length: 4 };
  if (opening.startsWith('(?<')) return { text: '(?:', length: pattern.indexOf('>', at) - at + 1 };
  throw new UnsupportedConstruct('lookahead');
}

function escapeOutside(pattern: string, at: number): Piece {
  const letter = pattern.charAt(at + 1);
  if (/[1-9k]/.test(letter)) throw new UnsupportedConstruct('a back-reference');
  if (/[bB]/.test(letter)) return { text: `\\${letter}`, length: 2 };
  if (letter === 's') return { text: `[${SPACE}]`, length: 2 };
  if (letter === 'S') return { text: `[^${SPACE}]`, length: 2 };
  return escapedCharacter(pattern, at);
}

function characterClass(pattern: string, at: number): Piece {
  if (pattern.startsWith('[^]', at)) return { text: ANY, length: 3 };
  if (pattern.startsWith('[]', at)) return { text: NOTHING, length: 2 };
  const opening = pattern[at + 1] === '^' ? '[^' : '[';
  let end = at + opening.length;
  let text = opening;
  let after_set = false;
  while (pattern[end] !== ']') {
    const piece = insideClass(pattern, end, after_set);
    text += piece.text;
    after_set = piece.is_set === true;
    end += piece.length;
  }
  return { text: `${text}]`, length: end - at + 1 };
}

function insideClass(pattern: string, at: number, after_set: boolean): Piece {
  const character = pattern.charAt(at);
  if (character === '\\') return escapeInside(pattern, at);
  if (character === '-' && (after_set || /^-\\[dDwWsSpP]/.test(pattern.slice(at, at + 3)))) {
    return { text: '\\-', length: 1 };
  }
  return { text: '[^'.includes(character) ? `\\${character}` : character, length: 1 };
}

function escapeInside(pattern: string, at: number): Piece {
  const letter = pattern.charAt(at + 1);
  if (/[1-9]/.test(letter)) throw new UnsupportedConstruct('an octal escape');
  if (letter === 'b') return { text: '\\x{8}', length: 2 };
  if (letter === 's') return { text: SPACE, length: 2, is_set: true };
  if (letter === 'S') return { text: NOT_SPACE, length: 2, is_set: true };
  return escapedCharacter(pattern, at);
}

function escapedCharacter(pattern: string, at: number): Piece {
  const letter = pattern.charAt(at + 1);
  if (/[dDwW]/.test(letter)) return { text: `\\${letter}`, length: 2, is_set: true };
  if (/[nrtfv]/.test(letter)) return { text: `\\${letter}`, length: 2 };
  const numbered = numberedCharacter(pattern.slice(at, at + 12));
  if (numbered !== null) return numbered;
  if (letter === 'c') return { text: '\\\\', length: 1 };
  if (/[pP]/.test(letter)) return unicodeProperty(pattern, at);
  return { text: /[a-zA-Z0-9]/.test(letter) ? letter : quoted(letter), length: 2 };
}

function quoted(character: string): string {
  return /[!-/:-@[-`{-~]/.test(character) ? `\\${character}` : character;
}

/** `\0`, `\cJ`, `\x41`, `\u0041`, `\u{41}` and a pair of surrogates. */
function numberedCharacter(text: string): Piece | null {
  const pair = /^\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(text);
  if (pair !== null) return codePoint(fromSurrogates(pair[1], pair[2]), 12);
  const hexadecimal = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{0*([0-9a-fA-F]{1,6})\})/.exec(text);
  const digits = hexadecimal?.[1] ?? hexadecimal?.[2] ?? hexadecimal?.[3];
  if (hexadecimal !== null && digits !== undefined) return codePoint(parseInt(digits, 16), hexadecimal[0].length);
  const control = /^\\c([A-Za-z])/.exec(text);
  if (control !== null) return codePoint(text.charCodeAt(2) % 32, 3);
  return /^\\0(?![0-9])/.test(text) ? codePoint(0, 2) : null;
}

function codePoint(code: number, length: number): Piece {
  return { text: `\\x{${code.toString(16)}}`, length };
}

function fromSurrogates(high = '', low = ''): number {
  return (parseInt(high, 16) - 0xd800) * 0x400 + (parseInt(low, 16) - 0xdc00) + 0x10000;
}

/** `\p{Lu}`, `\p{Letter}`, `\p{Script=Greek}`; outside Unicode mode `\p` is the letter p. */
function unicodeProperty(pattern: string, at: number): Piece {
  const property = /^\\([pP])\{(?:(General_Category|gc|Script|sc)=)?([A-Za-z0-9_]+)\}/.exec(pattern.slice(at, at + 80));
  if (property === null) return { text: pattern.charAt(at + 1), length: 2 };
  const name = property[3] ?? '';
  return { text: `\\${property[1]}{${GENERAL_CATEGORIES[name] ?? name}}`, length: property[0].length, is_set: true };
}
