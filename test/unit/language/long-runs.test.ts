import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedNames } from '../../../src/language/expected.js';
import { parseTerm } from '../../../src/language/grammar.js';
import { shortenRuns } from '../../../src/language/long-runs.js';
import { tokenize } from '../../../src/language/tokenize.js';

const letters = (text: string) =>
  shortenRuns(tokenize(text))
    .map(({ letter }) => letter)
    .join('');

describe('a run of plain arithmetic becomes one value', () => {
  it.each([
    ['a + b - c', 'v'],
    ['a * b / c % d', 'v'],
    ['a + b * c - d', 'v'],
    ['- - a * -b', 'v'],
    ['a - -b', 'v'],
    ['NOT a + b == c * d', '¬v=v'],
    ['a', 'v'],
  ])('%s', (text, left) => {
    expect(letters(text)).toBe(left);
  });

  it.each([
    ['without its last operand', 'a + b +', 'v+'],
    ['with a tighter operator behind it', 'a + b + c *', 'v+v*'],
    ['with two operators in a row', 'a + * b + c', 'v+*v+v'],
    ['with two values in a row', 'a + b c + d', 'vv+v'],
    ['with NOT inside', 'a + b + NOT c', 'v+¬v'],
  ])('%s the rest is left to the grammar', (_case, text, left) => {
    expect(letters(text)).toBe(left);
  });
});

/** Few letters, so that the grammar alone reads the term. */
const term = fc
  .array(fc.constantFrom('a', '2', '$input.x', 'b', '1', '+', '-', '-', '*', '/', '%', '==', 'in', 'not'), {
    maxLength: 25,
  })
  .map((words) => words.join(' '));
const operands = fc
  .array(fc.tuple(fc.constantFrom('+', '-', '*', '/', '%', '+ -', '* -'), fc.constantFrom('a', '2', '$input.x')), {
    maxLength: 12,
  })
  .map((links) => `a ${links.flat().join(' ')}`);

it('terms are read alike with and without long runs, faults included', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(term, operands), (text) => {
      const tokens = tokenize(text);
      const [whole, shortened] = [parseTerm(tokens), parseTerm(shortenRuns(tokens))];
      if (whole.ok) accepted++;
      if (whole.ok || shortened.ok) return expect(shortened).toEqual(whole);
      expect(shortened.found).toEqual(whole.found);
      expect(expectedNames(shortened.expected(), ['the end'])).toEqual(expectedNames(whole.expected(), ['the end']));
    }),
    { numRuns: 3_000 },
  );
  expect(accepted).toBeGreaterThan(1_000);
});
