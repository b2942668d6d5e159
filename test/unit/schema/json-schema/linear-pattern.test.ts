import { describe, expect, it } from '@jest/globals';
import { linearPattern, MAX_PATTERN_LENGTH, PatternError } from '../../../../src/schema/json-schema/linear-pattern.js';

const TEXTS = [
  '',
  'a',
  'abc',
  'A1',
  'foo-bar',
  'x_y',
  ' ',
  '\t',
  '\v',
  '\u00a0',
  '\u2028',
  '\n',
  '\r',
  'a\nb',
  '😀',
  'é',
  'Ω',
];
const MORE = [
  '[x]',
  'a{',
  'a{,3}',
  '/',
  '\\',
  '^',
  '-',
  '.',
  '0',
  '\0',
  '\b',
  '\x01',
  'aaa',
  'barfoo',
  'PRJ-2024-ABC',
  'b',
  ']',
  '\ufeff',
];

const PATTERNS = [
  '^[a-z]+$',
  '.',
  '^.$',
  '\\s',
  '^\\S+$',
  '[\\s]',
  '^[\\S]$',
  '[^\\s]',
  '^[^\\S]$',
  '\\d\\D?',
  '\\w\\W?',
  '[\\w-]',
  '[\\d\\-x]',
  '[-a]',
  '[a-]',
  '[^]',
  '[]',
  '[]|a',
  '^[^a]$',
  '[a^]',
  '[[x]',
  '\\[x\\]',
  '\\u0041',
  '\\u{41}',
  '\\u{1F600}',
  '\\ud83d\\ude00',
  '[\\ud83d\\ude00]',
  '^[\\u{1F600}é]$',
  '\\x41',
  '\\cA',
  '\\0',
  '[\\b]',
  '\\bfoo\\b',
  '\\Bo',
  '\\/',
  '\\\\',
  '(?<year>\\d)',
  '(?:a|b)+',
  '(a)(b)',
  '(?<=bar)foo',
  '(?<!bar)foo',
  '(?<=(b)ar)foo',
  '\\p{L}',
  '\\p{Letter}',
  '^\\P{L}$',
  '\\p{Lu}',
  '\\p{Script=Greek}',
  '\\p{sc=Greek}',
  '\\p{General_Category=Uppercase_Letter}',
  '[\\p{Lu}0]',
  'a{2,3}?',
  'a{2}',
  'a{1,}',
  'a+?',
  '^PRJ-[0-9]{4}-[A-Z]{3}$',
  '\\v',
  '\\.',
  '\\$|\\^',
  '^$',
];
/** Read as JavaScript reads them without the flag `u`, since with it they do not parse. */
const LENIENT_PATTERNS = ['a{', 'a{,3}', '[\\w-.]', '\\-', '\\a', '\\_', '\\@', '\\p', ']', '[\\w-\\d]', '\\c'];

/** No speed is asserted here: backtracking would take longer than the universe has. */
const HANGS_MS = 5_000;

describe('a pattern of a JSON Schema', () => {
  it.each(PATTERNS)('%s matches what JavaScript matches with the flag u', (pattern) => {
    const native = new RegExp(pattern, 'u');
    for (const text of [...TEXTS, ...MORE]) {
      expect([text, linearPattern(pattern).test(text)]).toEqual([text, native.test(text)]);
    }
  });

  it.each(LENIENT_PATTERNS)('%s, which only the older syntax allows, matches what JavaScript matches', (pattern) => {
    const native = new RegExp(pattern);
    for (const text of [...TEXTS, ...MORE]) {
      expect([text, linearPattern(pattern).test(text)]).toEqual([text, native.test(text)]);
    }
  });

  it.each(['(', '[', 'a**', '(?<a', '*', 'a{2,1}', '[z-a]', '\\'])('%s does not parse', (pattern) => {
    expect(failure(pattern)).toBe('invalid_pattern');
  });

  it.each(['(?=a)', '(?!a)', '(a)\\1', '(?<n>a)\\k<n>', 'a{1,2000}', '(a{1,100}){1,100}', '(a)[\\1]'])(
    '%s cannot be matched in linear time',
    (pattern) => {
      expect(failure(pattern)).toBe('unsafe_pattern');
    },
  );

  it('may be long, within a bound', () => {
    expect(linearPattern('a'.repeat(MAX_PATTERN_LENGTH)).test('b')).toBe(false);
    expect(failure('a'.repeat(MAX_PATTERN_LENGTH + 1))).toBe('unsafe_pattern');
  });

  it.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y'])(
    '%s answers on a hostile text',
    (pattern) => {
      const compiled = linearPattern(pattern);
      const started = performance.now();
      compiled.test(`${'a'.repeat(50_000)}!`);
      expect(performance.now() - started).toBeLessThan(HANGS_MS);
    },
  );
});

function failure(pattern: string): string {
  try {
    linearPattern(pattern);
    return 'none';
  } catch (error) {
    return error instanceof PatternError ? error.code : String(error);
  }
}
