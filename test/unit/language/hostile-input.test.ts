import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bindStepOutputs } from '../../../src/language/bind-step-output.js';
import { lintExpression } from '../../../src/language/lint-expression.js';
import { parseExpression } from '../../../src/language/parse-expression.js';
import { printExpression } from '../../../src/language/print-expression.js';
import { referencesOf } from '../../../src/language/references-of.js';
import { expectAnsweredAtOnce } from '../answer-time.js';
import { parsed, refused, valueOf } from './expression-cases.js';

const LENGTH = 10_000;
const nested = (levels: number, open: string, inner: string, close = '') =>
  open.repeat(levels) + inner + close.repeat(levels);
const flat = (item: string, separator: string) => {
  const count = Math.floor((LENGTH + separator.length) / (item.length + separator.length));
  return Array<string>(count).fill(item).join(separator);
};
const ternaries = (branch: string, alternate: string) =>
  branch.repeat(Math.floor((LENGTH - alternate.length) / branch.length)) + alternate;

describe('200 levels are read, 201 are refused', () => {
  it.each<[string, (levels: number) => string, unknown]>([
    ['round brackets', (levels) => nested(levels, '(', '7', ')'), 7],
    ['NOT', (levels) => nested(levels, 'NOT ', '1'), true],
    ['!', (levels) => nested(levels, '!', '1'), true],
    ['unary minus', (levels) => nested(levels, '-', '7'), 7],
    ['unary minus of a reference', (levels) => nested(levels, '- ', '$input'), 7],
    ['calls', (levels) => nested(levels, 'abs(', '7', ')'), 7],
    ['middles of ternaries', (levels) => nested(levels, '1?', '7', ':8'), 7],
    [
      'brackets and NOT',
      (levels) =>
        `${levels % 2 ? '(' : ''}${nested(Math.floor(levels / 2), '(NOT ', '1', ')')}${levels % 2 ? ')' : ''}`,
      true,
    ],
  ])('%s', (_name, text, value) => {
    expect(valueOf(text(200), { input: 7 })).toBe(value);
    expect(refused(text(201))).toMatchObject({
      code: 'condition_syntax',
      message: expect.stringContaining('deeper than 200 levels') as unknown,
    });
    expectAnsweredAtOnce(() => [valueOf(text(200), { input: 7 }), refused(text(201))]);
  });

  it('lists', () => {
    expect(JSON.stringify(valueOf(nested(200, '[', '', ']')))).toBe(nested(200, '[', '', ']'));
    expect(refused(nested(201, '[', '', ']')).position.offset).toBe(200);
  });

  it('levels that were closed do not count', () => {
    expect(valueOf(flat('NOT (-$input)', ' AND '), { input: 0 })).toBe(true);
    expect(valueOf(flat('(0)?1', ':') + ':7')).toBe(7);
  });
});

describe('10,000 characters are read, 10,001 are refused', () => {
  it('by length', () => {
    expect(valueOf(' '.repeat(LENGTH - 1) + '1')).toBe(1);
    expect(refused(' '.repeat(LENGTH) + '1')).toMatchObject({ code: 'condition_syntax', position: { offset: LENGTH } });
  });

  it.each<[string, string, unknown]>([
    ['+', flat('1', '+'), 5000],
    ['+ with spaces', flat('1', ' + '), 2500],
    ['-', flat('1', '-'), -4998],
    ['*', flat('1', '*'), 1],
    ['/', flat('1', '/'), 1],
    ['%', flat('7', '%'), 0],
    ['unary minus', flat('-1', '-'), 3331],
    ['+ and *', flat('1+2*3', '-'), 8332],
    ['AND', flat('1', ' AND '), true],
    ['&&', flat('1', '&&'), true],
    ['OR', flat('0', ' OR '), false],
    ['||', flat('0', '||'), false],
    ['AND of references', flat('$input.a', ' AND '), false],
    ['AND of NOT', flat('NOT 0', ' AND '), true],
    ['AND of ==', flat('1==1', '&&'), true],
    ['OR of IN', flat("'a' IN 'b'", ' OR '), false],
    ['OR of AND', flat('0 OR 1 AND 0', ' OR '), false],
    ['== on sums', `${flat('1', '+').slice(0, 4999)}==${flat('1', '+').slice(0, 4999)}`, true],
    ['ternaries', ternaries('0?1:', '5'), 5],
    ['ternaries of sums', ternaries('0+0?1:', '5'), 5],
    ['brackets side by side', flat('(1+1)', '+'), 3332],
    ['calls side by side', flat('abs(-1)', '+'), 1250],
    ['a string', `'${'x'.repeat(LENGTH - 2)}'`, 'x'.repeat(LENGTH - 2)],
    ['a word', 'x'.repeat(LENGTH), 'x'.repeat(LENGTH)],
    ['a path', `$input${'.a'.repeat(4997)}`, null],
    ['a list', `len([${'1,'.repeat(4996)}1])`, 4997],
    ['a list of sums', `len([${'1+1,'.repeat(2497)}1])`, 2498],
  ])('of %s', (_name, text, value) => {
    expect(text.length).toBeGreaterThan(LENGTH - 20);
    expect(valueOf(text)).toEqual(value);
    expectAnsweredAtOnce(() => valueOf(text));
  });

  it.each([
    ['a sum', flat('a', '+')],
    ['AND', flat('$step1', ' AND ')],
    ['ternaries', ternaries('a?b:', 'c')],
    ['nested', nested(66, '1 OR 0 AND NOT 1==1+2*-(', 'a', ')')],
  ])('what was parsed can be stored, printed, bound and searched: %s', (_name, text) => {
    const expression = parsed(text);
    expect(JSON.stringify(structuredClone(expression))).toBe(JSON.stringify(expression));
    expect(printExpression(expression).replace(/[ ()]/g, '')).toBe(text.replace(/[ ()]/g, ''));
    expect(referencesOf(bindStepOutputs(expression, () => 'x')).length).toBeLessThan(2);
    expect(Array.isArray(lintExpression(expression, text))).toBe(true);
  });
});

describe('hostile texts are answered at once', () => {
  it.each<[string, string]>([
    ['open brackets', '('.repeat(LENGTH)],
    ['closed brackets', ')'.repeat(LENGTH)],
    ['empty brackets', '()'.repeat(LENGTH / 2)],
    ['broken brackets', '(+)'.repeat(3333)],
    ['question marks', '1?'.repeat(LENGTH / 2)],
    ['a sum without its end', flat('1', '+').slice(0, -1)],
    ['a sum with a gap', `${flat('1', '+').slice(0, 4999)} ${flat('1', '+').slice(0, 4999)}`],
    ['a sum of products with a fault at its end', `${flat('1+2*3', '-').slice(0, 9990)}+*`],
    ['AND without its end', `${flat('a', ' AND ').slice(0, 9990)} AND `],
    ['OR of == with a fault at its end', `${flat('a==b', '||').slice(0, 9990)}==c`],
    ['==', flat('a', '==')],
    ['ternaries without their end', flat('0?1', ':').slice(0, -1)],
    ['ternaries without their last alternate', flat('0?1', ':')],
    ['ternaries with a fault in the middle', `${flat('0?1', ':').slice(0, 5000)}? ?${flat('0?1', ':').slice(0, 4990)}`],
    ['words side by side', 'a '.repeat(LENGTH / 2)],
    ['unknown references', flat('$a', '+')],
    ['refused names', flat('__proto__', '+')],
    ['refused names in paths', flat('$input.__proto__.a', ' AND ')],
    ['commas', ','.repeat(LENGTH)],
    ['commas in a list', `[${','.repeat(LENGTH - 2)}]`],
    ['an open string', `'${'x'.repeat(LENGTH - 1)}`],
    ['escaped quotes', `'${"\\'".repeat(4999)}`],
    ['open keys', '$a["'.repeat(2500)],
    ['a number', '9'.repeat(LENGTH)],
    ['a number and a letter', `${'9'.repeat(LENGTH - 1)}x`],
    ['dots', 'a.'.repeat(LENGTH / 2)],
    ['white space', ' '.repeat(LENGTH)],
    ['not and space', `not${' '.repeat(LENGTH - 3)}`],
    ['is and space', `a ${'is  '.repeat(2499)}`],
    ['minus signs', '-'.repeat(LENGTH)],
    ['exclamation marks', '!'.repeat(LENGTH)],
    ['NUL', '\0'.repeat(LENGTH)],
    ['half surrogates', '\ud800'.repeat(LENGTH)],
  ])('%s', (_name, text) => {
    expect(text.length).toBeGreaterThan(LENGTH - 20);
    expect(refused(text).message).toMatch(/^Line 1, column \d+: /);
    expectAnsweredAtOnce(() => refused(text));
  });

  it.each(['(a+)+$', '(a*)*c', '(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*)*(.*)*(.*)*x'])(
    'the pattern %s on 10,000 characters',
    (pattern) => {
      const input = `${'a'.repeat(LENGTH)}b`;
      expect(valueOf(`matches($input, '${pattern}')`, { input })).toBe(false);
      expectAnsweredAtOnce(() => valueOf(`matches($input, '${pattern}')`, { input }));
    },
  );

  it('prototypes are out of reach in any way of writing them', () => {
    for (const text of [
      '$input.toString',
      '$input.hasOwnProperty',
      '$input["valueOf"]',
      '$input.rows.length',
      '$input.rows.map',
      '$input.text.length',
      '$input.text.0',
    ]) {
      expect(valueOf(text, { input: { rows: [1], text: 'abc' } })).toBeNull();
    }
    expect(valueOf("'__proto__' IN $input OR 'toString' IN $input OR contains($input, 'constructor')")).toBe(false);
    expect(valueOf('toString', { bare_fields: {} })).toBeNull();
  });
});

describe('the parser never throws', () => {
  const FRAGMENTS = [
    ...[
      '(',
      ')',
      '[',
      ']',
      ',',
      '?',
      ':',
      '+',
      '-',
      '*',
      '/',
      '%',
      '==',
      '!=',
      '<',
      '<=',
      '&&',
      '||',
      '!',
      '=',
      '.',
      '$',
      "'",
      '"',
      '\\',
      '\n',
      ' ',
      '#',
    ],
    ...[
      'and',
      'OR',
      'not',
      'in',
      'is',
      'null',
      'true',
      'len(',
      'matches(',
      'foo(',
      '$input',
      '$step1',
      '$context',
      '$item',
      '$index',
      '.a',
      '[0]',
      '["k"]',
      '__proto__',
    ],
    ...['1', '2.5', '1e3', '.5', 'a', 'M25', "'x'", '"y"', 'é', '😀', '\ud800', '\u2028'],
  ];

  /** A small generator of its own (xorshift): so many texts cost fast-check more than they cost the parser. */
  function* texts(count: number): Generator<string> {
    let state = 0x9e3779b9;
    const next = (below: number) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % below;
    };
    for (let index = 0; index < count; index++) {
      yield Array.from({ length: 1 + next(8) }, () => FRAGMENTS[next(FRAGMENTS.length)]).join(next(2) ? ' ' : '');
    }
  }

  it('on 200,000 texts of fragments; what it accepts prints and reads back', () => {
    let accepted = 0;
    for (const text of texts(200_000)) {
      const result = parseExpression(text);
      if (!result.ok) {
        if (result.error.position.offset > text.length || result.error.message.includes('\n')) throw new Error(text);
        continue;
      }
      accepted++;
      if (!parseExpression(printExpression(result.expression)).ok) throw new Error(text);
    }
    expect(accepted).toBeGreaterThan(5_000);
  }, 60_000);

  it('on 20,000 texts of any characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        (text) => typeof parseExpression(text).ok === 'boolean',
      ),
      { numRuns: 20_000 },
    );
  }, 60_000);
});
