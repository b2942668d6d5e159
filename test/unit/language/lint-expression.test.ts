import { describe, expect, it } from '@jest/globals';
import { lintExpression } from '../../../src/language/lint-expression.js';
import { parsed } from './expression-cases.js';

const lintsOf = (text: string, options = {}) => lintExpression(parsed(text), text, options);

describe('lintExpression', () => {
  it.each(['$input.a > 1', "$input.shape == 'square'", '$input.a OR $input.b', 'exists($step1)'])(
    '%s is clean',
    (text) => {
      expect(lintsOf(text)).toEqual([]);
    },
  );

  it('a bare word is a string', () => {
    expect(lintsOf('$input.shape ==\n square')).toEqual([
      {
        code: 'condition_bareword',
        message: "square is read as the string 'square'",
        position: { line: 2, column: 2, offset: 17 },
        hint: "Write 'square'",
      },
    ]);
  });

  it.each([
    ['$step2.ok AND input.load > 1', 'input.load'],
    ['$step2.ok AND step1.x', 'step1.x'],
    ['$step2.ok AND context.user_id', 'context.user_id'],
  ])('%s most likely lacks a $', (text, word) => {
    expect(lintsOf(text)).toMatchObject([
      { code: 'condition_forgotten_dollar', position: { column: 15 }, hint: `Write $${word}` },
    ]);
  });

  it.each([
    ['true', 'This condition is always true'],
    ['1 == 2', 'This condition is always false'],
    ["1 < 'a'", 'This condition always fails with a type error'],
    ["matches('a', lower('('))", 'This condition always fails with a type error'],
    ['$input.a > 1 AND false', 'This condition is always false'],
    ['$input.a > 1 AND $input.b AND 0', 'This condition is always false'],
    ['$input.a > 1 OR 1', 'This condition is always true'],
    ['$input.a OR $input.b OR (1 OR $input.c)', 'This condition is always true'],
  ])('%s is constant', (text, message) => {
    expect(lintsOf(text)).toEqual([
      { code: 'condition_constant', message, position: { line: 1, column: 1, offset: 0 } },
    ]);
  });

  it('two words that are both strings are constant', () => {
    expect(lintsOf('grade == M25').map(({ code }) => code)).toEqual([
      'condition_constant',
      'condition_bareword',
      'condition_bareword',
    ]);
  });

  it('where bare words are fields there is nothing to say', () => {
    expect(lintsOf('span > depth AND input.x', { bare_fields: true })).toEqual([]);
  });
});
