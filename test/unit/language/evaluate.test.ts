import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/contracts/json.js';
import { evaluate, isTruthy } from '../../../src/language/evaluate.js';
import { ExpressionPatternError } from '../../../src/language/expression-pattern-error.js';
import { ExpressionTypeError } from '../../../src/language/expression-type-error.js';
import { parsed, scopeOf, type ScopeParts, valueOf } from './expression-cases.js';

const SCOPE: ScopeParts = {
  input: { n: 3, zero: 0, text: 'footing', rows: [1, 2, { k: 'v' }], map: { a: 1, b: null }, empty: [], flag: false },
  context: { user_id: 'ann' },
  steps: { 1: { depth: 0.5 }, 2: [10, 20], 3: null },
};
const cases = (rows: [string, Json][]) =>
  it.each(rows)('%s is %j', (text, value) => expect(valueOf(text, SCOPE)).toEqual(value));

describe('references', () => {
  cases([
    ['$input.n', 3],
    ['$input.rows[2].k', 'v'],
    ['$input.rows.2["k"]', 'v'],
    ['$step1.depth', 0.5],
    ['$step2.1', 20],
    ['$step2', [10, 20]],
    ['$context.user_id', 'ann'],
    ['$input.none', null],
    ['$input.none.deeper[0]', null],
    ['$input.rows[9]', null],
    ['$input.n.x', null],
    ['$step3.x', null],
    ['$step9', null],
    ['$step9.x', null],
  ]);

  it('a number names the key of an object too', () => {
    expect(valueOf('$input.0', { input: { 0: 'zero' } })).toBe('zero');
  });
});

describe('bare words', () => {
  cases([
    ['square', 'square'],
    ["'square' == square", true],
    ['v1.2', 'v1.2'],
    ['input.n', 'input.n'],
  ]);

  it.each<[string, Json]>([
    ['span + 1', 5],
    ['load.dead[1]', 7],
    ['none', null],
    ['none.deeper', null],
    ['len > 2', true],
  ])('with bare_fields, %s reads the input: %j', (text, value) => {
    expect(valueOf(text, { bare_fields: { span: 4, load: { dead: [6, 7] }, len: 3 } })).toEqual(value);
  });
});

describe('equality has no conversion and goes deep', () => {
  cases([
    ['1 == 1.0', true],
    ["1 == '1'", false],
    ["1 != '1'", true],
    ['true == 1', false],
    ['null == false', false],
    ['null == null', true],
    ['$input.none == null', true],
    ['$input.none is null', true],
    ['$input.n is not null', true],
    ['0 == -0', true],
    ['[1, [2]] == [1, [2]]', true],
    ['[1, 2] == [2, 1]', false],
    ['[1] == [1, 2]', false],
    ["$input.map == ['a']", false],
    ['$input.empty == []', true],
    ['[] == null', false],
  ]);

  it('objects are equal by their keys, in any order', () => {
    expect(valueOf('$input.a == $input.b', { input: { a: { x: 1, y: [2] }, b: { y: [2], x: 1 } } })).toBe(true);
    expect(valueOf('$input.a == $input.b', { input: { a: { x: 1, y: 2 }, b: { x: 1, z: 2 } } })).toBe(false);
    expect(valueOf('$input.a == $input.b', { input: { a: [], b: {} } })).toBe(false);
  });

  it('values of any depth are compared', () => {
    const deep = () => JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as Json;
    expect(valueOf('$input.a == $input.b', { input: { a: deep(), b: deep() } })).toBe(true);
  });
});

describe('ordering needs two numbers or two strings, and with null it is false', () => {
  cases([
    ['2 < 10', true],
    ["'2' < '10'", false],
    ["'a' <= 'a'", true],
    ['3 >= 3', true],
    ['3 > 3', false],
    ['null < 1', false],
    ['1 >= null', false],
    ['null <= null', false],
    ["$input.none > 'a'", false],
    ['null < true', false],
  ]);
});

describe('arithmetic', () => {
  cases([
    ['1 + 2 * 3', 7],
    ['10 - 2 - 3', 5],
    ['2 * 3 / 4', 1.5],
    ['7 % 3', 1],
    ['-7 % 3', -1],
    ['-(3)', -3],
    ['-$input.n', -3],
    ['-$input.zero', 0],
    ['0 * -1', 0],
    ['1 / 0', null],
    ['0 / 0', null],
    ['1 % 0', null],
    ['1e308 * 10', null],
    ['-1e308 - 1e308', null],
    ['1e308 + 1e308 - 1e308', null],
    ['null + 1', null],
    ['1 * $input.none', null],
    ["null + 'a'", null],
    ['-null', null],
    ['1 + 2 + null + 4', null],
  ]);
});

describe('membership', () => {
  cases([
    ["'M20' IN ['M20', 'M25']", true],
    ["'M30' NOT IN ['M20', 'M25']", true],
    ["1 IN ['1']", false],
    ['[1] IN [[1], 2]', true],
    ['null IN [null]', true],
    ["'foot' IN $input.text", true],
    ["'' IN ''", true],
    ["'a' IN $input.map", true],
    ["'c' IN $input.map", false],
    ["'toString' IN $input.map", false],
    ["'a' IN $input.none", false],
    ["'a' NOT IN $input.none", true],
    ["null IN 'abc'", false],
    ['null IN $input.map', false],
  ]);
});

describe('truth', () => {
  it.each<[Json, boolean]>([
    [true, true],
    [false, false],
    [null, false],
    [0, false],
    [-0.1, true],
    ['', false],
    ['false', true],
    [[], false],
    [[0], true],
    [{}, false],
    [{ a: null }, true],
  ])('%j: %s', (value, truth) => {
    expect(isTruthy(value)).toBe(truth);
  });

  cases([
    ['$input.n AND $input.text', true],
    ['$input.zero OR $input.empty', false],
    ['NOT $input.none', true],
    ['NOT NOT $input.map', true],
    ['0 OR 0 OR 2', true],
    ['1 AND 1 AND 0', false],
  ]);
});

describe('the shortest way', () => {
  cases([
    ["false AND 1 < 'a'", false],
    ["true OR 1 < 'a'", true],
    ["1 AND 0 AND 1 < 'a'", false],
    ["0 OR 1 OR 1 < 'a'", true],
    ["true ? 1 : 1 < 'a'", 1],
    ["false ? 1 < 'a' : 2", 2],
    ["false ? 1 < 'a' : true ? 3 : 1 < 'a'", 3],
    ["false ? 1 < 'a' : false ? 3 : 4", 4],
    ["coalesce(null, 2, 1 < 'a')", 2],
  ]);
});

describe('functions', () => {
  cases([
    ["len('abcd')", 4],
    ["len('😀')", 1],
    ['len([1, 2])', 2],
    ['len($input.map)', 2],
    ['len(null)', null],
    ['abs(-2)', 2],
    ['abs(null)', null],
    ['min(3, 1, 2)', 1],
    ['max(3, 1, 2)', 3],
    ['min($step2)', 10],
    ['max([])', null],
    ['max(1, null)', null],
    ['min(5)', 5],
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(-0.4)', 0],
    ['round(0.49999999999999994)', 0],
    ['round(1.4999)', 1],
    ['round(4503599627370497)', 4503599627370497],
    ['floor(1.9)', 1],
    ['floor(-1.1)', -2],
    ['ceil(1.1)', 2],
    ['ceil(-0.5)', 0],
    ["lower('M25')", 'm25'],
    ["upper('m25')", 'M25'],
    ['upper(null)', null],
    ["contains('footing', 'foot')", true],
    ['contains([1, 2], 2)', true],
    ["contains($input.map, 'b')", true],
    ["contains(null, 'b')", false],
    ["starts_with('footing', 'foot')", true],
    ["ends_with('footing', 'foot')", false],
    ["ends_with('footing', null)", false],
    ['exists($input.none)', false],
    ['exists($input.zero)', true],
    ['exists($input.map.b)', false],
    ["matches('M25', '^M[0-9]+$')", true],
    ["matches('xM25', 'M\\d')", true],
    ["matches('M25', '^\\d+$')", false],
    ["matches(null, 'a')", false],
    ["coalesce($input.none, 'x')", 'x'],
    ['coalesce(null, null)', null],
    ['coalesce(false, 1)', false],
  ]);
});

describe('type errors quote the expression, the place and both types', () => {
  it.each<[string, number, string, string | null]>([
    ["1 < 'a'", 3, 'number', 'string'],
    ['true >= 1', 6, 'boolean', 'number'],
    ['[1] < [2]', 5, 'list', 'list'],
    ["'a' + 'b'", 5, 'string', 'string'],
    ["1 + 2 - 'b'", 7, 'number', 'string'],
    ['true * 2', 6, 'boolean', 'number'],
    ["-'a'", 1, 'string', null],
    ['1 IN 5', 3, 'number', 'number'],
    ["1 IN '15'", 3, 'number', 'string'],
    ['1 NOT IN $input.map', 3, 'number', 'object'],
    ['len(1)', 1, 'number', null],
    ["1 + abs('a')", 5, 'string', null],
    ["max(1, 'a')", 1, 'string', null],
    ['lower(1)', 1, 'number', null],
    ["starts_with(1, 'a')", 1, 'number', 'string'],
    ['contains(5, 1)', 1, 'number', 'number'],
  ])('%s', (text, column, left_type, right_type) => {
    const error = errorOf(text);
    expect(error).toMatchObject({
      name: 'ExpressionTypeError',
      code: 'type_error',
      expression: text,
      left_type,
      right_type,
    });
    expect(error.position).toEqual({ line: 1, column, offset: column - 1 });
    for (const part of [text, left_type, right_type ?? '', `column ${column}`]) expect(error.message).toContain(part);
  });

  it('reads as one sentence', () => {
    expect(errorOf("1 < 'a'").message).toBe(
      "'<' needs two numbers or two strings, got number and string, at line 1, column 3 of: 1 < 'a'",
    );
  });

  it('a computed pattern that cannot be used is an error of its own', () => {
    const error = errorOf("matches('a', lower('('))");
    expect(error).toBeInstanceOf(ExpressionPatternError);
    expect(error).toMatchObject({ name: 'ExpressionPatternError', code: 'invalid_pattern', position: { column: 1 } });
  });

  it('a function that a plan of a later version calls is refused', () => {
    const expression = { ...(parsed('len(1)') as object), function: 'later' } as unknown as ReturnType<typeof parsed>;
    expect(() => evaluate({ text: 'later(1)', expression }, scopeOf())).toThrow('later');
  });

  function errorOf(text: string): ExpressionTypeError {
    try {
      valueOf(text, SCOPE);
    } catch (error) {
      if (error instanceof ExpressionTypeError) return error;
    }
    throw new Error(`${text} was evaluated`);
  }
});

it('many patterns are kept within bounds', () => {
  for (let index = 0; index < 600; index++) {
    expect(valueOf(`matches('a${index}', '^a${index}$')`)).toBe(true);
  }
});
