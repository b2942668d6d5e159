import { describe, expect, it } from '@jest/globals';
import { parsed, refused, withoutOffsets } from './expression-cases.js';

const word = (name: string) => ({ kind: 'bareword', name, path: [], text: name });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(word);
const literal = (value: unknown) => ({ kind: 'literal', value });
const comparison = (operator: string, left: unknown, right: unknown) => ({ kind: 'comparison', operator, left, right });
const arithmetic = (operator: string, left: unknown, right: unknown) => ({ kind: 'arithmetic', operator, left, right });

describe('literals', () => {
  it.each([
    ['12', 12],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['2.5E-1', 0.25],
    ['-5', -5],
    ['- -5', 5],
    ['-0', 0],
    ['true', true],
    ['FALSE', false],
    ['Null', null],
    ["'M25'", 'M25'],
    ['"M25"', 'M25'],
    [`'it\\'s'`, "it's"],
    [`"a\\"b\\n\\t\\u0041\\\\"`, 'a"b\n\tA\\'],
    ["'^\\d+$'", '^\\d+$'],
    ["'(not [a bracket'", '(not [a bracket'],
  ])('%s is %j', (text, value) => {
    expect(parsed(text)).toEqual(literal(value));
  });
});

describe('precedence, from loose to tight: ternary, OR, AND, NOT, comparison, + -, * / %, unary minus', () => {
  it.each<[string, unknown]>([
    ['a OR b AND c', { kind: 'or', left: a, right: { kind: 'and', left: b, right: c } }],
    ['NOT a AND b', { kind: 'and', left: { kind: 'not', operand: a }, right: b }],
    ['NOT a == b', { kind: 'not', operand: comparison('==', a, b) }],
    ['! a == b', { kind: 'not', operand: comparison('==', a, b) }],
    ['NOT NOT a', { kind: 'not', operand: { kind: 'not', operand: a } }],
    ['a + b < c', comparison('<', arithmetic('+', a, b), c)],
    ['a + b * c', arithmetic('+', a, arithmetic('*', b, c))],
    ['(a + b) * c', arithmetic('*', arithmetic('+', a, b), c)],
    ['-a * b', arithmetic('*', { kind: 'negate', operand: a }, b)],
    ['a - -b', arithmetic('-', a, { kind: 'negate', operand: b })],
    ['a ? b : c', { kind: 'ternary', test: a, consequent: b, alternate: c }],
    ['a OR b ? c : d', { kind: 'ternary', test: { kind: 'or', left: a, right: b }, consequent: c, alternate: d }],
    [
      'a ? b ? c : d : a',
      { kind: 'ternary', test: a, consequent: { kind: 'ternary', test: b, consequent: c, alternate: d }, alternate: a },
    ],
    [
      'a ? b : (c ? d : a)',
      { kind: 'ternary', test: a, consequent: b, alternate: { kind: 'ternary', test: c, consequent: d, alternate: a } },
    ],
    ['[a ? b : c, d]', { kind: 'list', items: [{ kind: 'ternary', test: a, consequent: b, alternate: c }, d] }],
    [
      'max(a, b ? c : d)',
      { kind: 'call', function: 'max', arguments: [a, { kind: 'ternary', test: b, consequent: c, alternate: d }] },
    ],
  ])('%s', (text, expression) => {
    expect(withoutOffsets(parsed(text))).toEqual(expression);
  });
});

describe('runs of one level are one list', () => {
  it.each<[string, unknown]>([
    [
      'a AND b AND c',
      {
        kind: 'chain',
        first: a,
        rest: [
          { operator: 'AND', operand: b },
          { operator: 'AND', operand: c },
        ],
      },
    ],
    [
      'a OR b || c',
      {
        kind: 'chain',
        first: a,
        rest: [
          { operator: 'OR', operand: b },
          { operator: 'OR', operand: c },
        ],
      },
    ],
    [
      'a - b + c',
      {
        kind: 'chain',
        first: a,
        rest: [
          { operator: '-', operand: b },
          { operator: '+', operand: c },
        ],
      },
    ],
    [
      'a * b / c % d',
      {
        kind: 'chain',
        first: a,
        rest: [
          { operator: '*', operand: b },
          { operator: '/', operand: c },
          { operator: '%', operand: d },
        ],
      },
    ],
    ['a - (b - c)', arithmetic('-', a, arithmetic('-', b, c))],
    [
      'a ? b : c ? d : a',
      {
        kind: 'choice',
        branches: [
          { test: a, consequent: b },
          { test: c, consequent: d },
        ],
        alternate: a,
      },
    ],
  ])('%s', (text, expression) => {
    expect(withoutOffsets(parsed(text))).toEqual(expression);
  });
});

describe('operators and their spellings', () => {
  it.each<[string, unknown]>([
    ['a && b', { kind: 'and', left: a, right: b }],
    ['a and b', { kind: 'and', left: a, right: b }],
    ['a || b', { kind: 'or', left: a, right: b }],
    ['a oR b', { kind: 'or', left: a, right: b }],
    ['!a', { kind: 'not', operand: a }],
    ['not(a)', { kind: 'not', operand: a }],
    ['a is null', comparison('==', a, literal(null))],
    ['a IS NOT NULL', comparison('!=', a, literal(null))],
    ['a + b is null', comparison('==', arithmetic('+', a, b), literal(null))],
    ['a in b', comparison('IN', a, b)],
    ['a NOT  IN b', comparison('NOT IN', a, b)],
    ['a not in[b]', comparison('NOT IN', a, { kind: 'list', items: [b] })],
    ['NOT a IN b', { kind: 'not', operand: comparison('IN', a, b) }],
    ['a<=b', comparison('<=', a, b)],
    ['a>=b', comparison('>=', a, b)],
    ['a!=b', comparison('!=', a, b)],
    ['a\n<\tb', comparison('<', a, b)],
    ['a > (b)', comparison('>', a, b)],
    ['[]', { kind: 'list', items: [] }],
  ])('%s', (text, expression) => {
    expect(withoutOffsets(parsed(text))).toEqual(expression);
  });

  it('an operator knows its offset', () => {
    expect(parsed('a  < b')).toMatchObject({ at: 3 });
    expect(parsed('a + b - c')).toMatchObject({ rest: [{ at: 2 }, { at: 6 }] });
    expect(parsed('1 + len(a)')).toMatchObject({ at: 2, right: { at: 4 } });
  });
});

describe('references and bare words', () => {
  it.each<[string, unknown]>([
    ['$input', { root: 'input', path: [] }],
    ['$input.a.b[0]', { root: 'input', path: ['a', 'b', 0] }],
    ['$input.a.b.0', { root: 'input', path: ['a', 'b', 0] }],
    ['$input.007', { root: 'input', path: ['007'] }],
    ['$input["any key"].x', { root: 'input', path: ['any key', 'x'] }],
    [`$input['it\\'s']`, { root: 'input', path: ["it's"] }],
    ['$input.größe', { root: 'input', path: ['größe'] }],
    ['$input.and.not.null', { root: 'input', path: ['and', 'not', 'null'] }],
    ['$step12.rows', { root: 'step', step_number: 12, path: ['rows'] }],
    ['$step3', { root: 'step', step_number: 3, path: [] }],
    ['$context.user_id', { root: 'context', path: ['user_id'] }],
  ])('%s', (text, reference) => {
    expect(parsed(text)).toEqual({ kind: 'reference', reference: { ...(reference as object), text } });
  });

  it.each<[string, unknown]>([
    ['square', { name: 'square', path: [], text: 'square' }],
    ['M25', { name: 'M25', path: [], text: 'M25' }],
    ['input.x[0]', { name: 'input', path: ['x', 0], text: 'input.x[0]' }],
    ['android', { name: 'android', path: [], text: 'android' }],
    ['island', { name: 'island', path: [], text: 'island' }],
    ['v1.2', { name: 'v1', path: [2], text: 'v1.2' }],
    ['len', { name: 'len', path: [], text: 'len' }],
  ])('%s is a bare word', (text, bareword) => {
    expect(parsed(text)).toEqual({ kind: 'bareword', at: 0, ...(bareword as object) });
  });
});

describe('syntax errors name what was found, what was expected, and where', () => {
  it.each<[string, number, string, string[]]>([
    ['', 1, 'the end of the expression', ['a value', 'NOT']],
    ['   ', 4, 'the end of the expression', ['a value', 'NOT']],
    ['1 +', 4, 'the end of the expression', ['a value']],
    ['1 + + > 2', 5, '+', ['a value']],
    ['a == b == c', 8, '==', ['an arithmetic operator', 'AND', 'OR', "'?'", 'the end of the expression']],
    ['a + NOT b', 5, 'NOT', ['a value']],
    ['a NOT b', 3, 'NOT', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", 'the end of the expression']],
    ['(1 + 2', 7, 'the end of the expression', ["')'"]],
    ['(', 2, 'the end of the expression', ['a value', 'NOT']],
    ['()', 2, ')', ['a value', 'NOT']],
    ['1)', 2, ')', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", 'the end of the expression']],
    ['(1]', 3, ']', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", "')'"]],
    ['[1, 2', 6, 'the end of the expression', ["']'"]],
    ['[1,,2]', 4, ',', ['a value', 'NOT']],
    ['[1,]', 4, ']', ['a value', 'NOT']],
    ['[1 2]', 4, '2', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", "','", "']'"]],
    ['1, 2', 2, ',', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", 'the end of the expression']],
    ['a ? b', 6, 'the end of the expression', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", "':'"]],
    ['a : b', 3, ':', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", 'the end of the expression']],
    ['a = 5', 3, '=', ["'=='"]],
    ['a & b', 3, '&', ["'&&' or AND"]],
    ['a | b', 3, '|', ["'||' or OR"]],
    ['a is 5', 3, 'is', ["'is null'", "'is not null'"]],
    ['a @ b', 3, '@', ['a value or an operator']],
    ['1abc', 1, '1abc', ['a number']],
    ['1.', 1, '1.', ['a number']],
    ["'abc", 1, "'abc", ["a closing '"]],
    ['"abc\'', 1, '"abc\'', ['a closing "']],
    ['$', 1, '$', ['$input, $context or $stepN']],
    ['$input.', 7, '.', ['a field name or an index']],
    ['$input.a..b', 9, '.', ['a field name or an index']],
    ['(1 + + 2) + + (3', 6, '+', ['a value']],
    ['1 + + (2 + + 3)', 5, '+', ['a value']],
    ["1 + + 'abc", 5, '+', ['a value']],
    ['a b(1', 3, 'b', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", 'the end of the expression']],
    ['a.b(1)', 4, '(', ['an arithmetic operator', 'a comparison', 'AND', 'OR', "'?'", 'the end of the expression']],
  ])('%s', (text, column, found, expected) => {
    expect(refused(text)).toMatchObject({
      code: 'condition_syntax',
      position: { line: 1, column, offset: column - 1 },
      found,
      expected,
    });
  });

  it('the message is one line and the caret stands below the place', () => {
    const error = refused('$input.a > 1\n  AND\t= 2');
    expect(error.message).toBe("Line 2, column 7: found '=', expected '=='");
    expect(error.caret).toBe('  AND\t= 2\n     \t^');
  });

  it('long texts are shown in part', () => {
    const error = refused(`${'a + '.repeat(100)}'${'x\n'.repeat(100)}`);
    expect(error.message).toMatch(/^Line 1, column 401: found ''(x ){19}x…', expected a closing '$/);
    expect(error.caret.split('\n')[0]).toHaveLength(120);
    expect(error.caret.indexOf('^', 120)).toBeLessThan(242);
  });

  it.each([
    ['1e999', "Line 1, column 1: '1e999' is too large for a number"],
    ['foo(1)', /there is no function 'foo'; there are len, abs,/],
    ['1 + LEN(a)', /^Line 1, column 5: there is no function 'LEN'/],
    ['len()', 'Line 1, column 1: len takes 1 argument, got 0'],
    ['contains(a)', 'Line 1, column 1: contains takes 2 arguments, got 1'],
    ['min()', 'Line 1, column 1: min takes at least 1 argument, got 0'],
  ])('%s says why', (text, message) => {
    expect(refused(text)).toMatchObject({
      code: 'condition_syntax',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it.each([
    ['$foo', 1],
    ['1 + $Input.a', 5],
    ['$step0', 1],
    ['$step', 1],
    ['$step01.a', 1],
    ['$steps.x', 1],
    ['$step9999999999', 1],
  ])('%s has an unknown root', (text, column) => {
    expect(refused(text)).toMatchObject({ code: 'unknown_reference_root', position: { column } });
  });

  it.each([
    ['$item.load > 5', '$item', 1],
    ['1 < $index', '$index', 5],
    ['len($item["a b"])', '$item', 5],
    ['$index.x', '$index', 1],
    ['1 == 1 OR [$item]', '$item', 12],
  ])('%s: %s is read elsewhere, and the message says where', (text, root, column) => {
    expect(refused(text)).toMatchObject({
      code: 'unknown_reference_root',
      position: { column },
      message: `Line 1, column ${column}: '${root}' can be read only in the input_mapping of a step with foreach`,
    });
  });

  it.each([
    ['$input.__proto__', 8],
    ['$input.a["constructor"].b', 10],
    ['$step1.prototype.x', 8],
    ['constructor', 1],
    ['a.__proto__', 3],
    ['1 == $context["\\u005f_proto__"]', 15],
  ])('%s has a refused name', (text, column) => {
    expect(refused(text)).toMatchObject({ code: 'forbidden_name', position: { column } });
  });

  it.each([
    ['with an open bracket', '('],
    ['with look-ahead', 'a(?=b)'],
    ['with a backreference', '(a)\\1'],
    ['of too large repetitions', '[\\pL]{1000}'.repeat(60)],
    ['of more than 1,000 characters', 'a'.repeat(1001)],
  ])('a pattern %s is refused', (_name, pattern) => {
    expect(refused(`matches($input.a, '${pattern}')`)).toMatchObject({
      code: 'invalid_pattern',
      position: { column: 1 },
    });
  });
});
