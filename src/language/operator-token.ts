import type { Token } from './token.js';

/** Operators and punctuation with their letters. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['!=', '≠'],
  ['<=', '≤'],
  ['>=', '≥'],
  ['&&', '∧'],
  ['||', '∨'],
  ['!', '¬'],
  ...[...'<>+-*/%?:()[],'].map((sign) => [sign, sign] as const),
]);
/** Operators that are words, in any case. `is` alone is none. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['and', '∧'],
  ['or', '∨'],
  ['not', '¬'],
  ['in', '∈'],
  ['is', ''],
]);
/** Operators of several words. `is` and `is not` stand before null only. */
const PHRASES: readonly (readonly [words: RegExp, letter: string])[] = [
  [/not\s+in(?![\p{L}\p{N}_])/iuy, '∉'],
  [/is\s+not(?=\s+null(?![\p{L}\p{N}_]))/iuy, '≠'],
  [/is(?=\s+null(?![\p{L}\p{N}_]))/iuy, '='],
];

/** The longest sign at an offset. */
export function readSign(text: string, offset: number): Token | undefined {
  const two = text.slice(offset, offset + 2);
  const sign = SIGNS.has(two) ? two : two.slice(0, 1);
  const letter = SIGNS.get(sign);
  return letter === undefined ? undefined : { letter, text: sign, offset };
}

/** The operator that begins with this word; a token without a letter for an `is` that has no null behind it. */
export function readOperatorWord(word: string, text: string, offset: number): Token | undefined {
  const letter = WORDS.get(word.toLowerCase());
  if (letter === undefined) return undefined;
  for (const [words, phraseLetter] of PHRASES) {
    words.lastIndex = offset;
    const phrase = words.exec(text)?.[0];
    if (phrase !== undefined) return { letter: phraseLetter, text: phrase, offset };
  }
  return { letter, text: word, offset };
}
