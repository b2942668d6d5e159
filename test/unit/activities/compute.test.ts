import { describe, expect, it } from '@jest/globals';
import { classifyFailure } from '../../../activities/failure-classification.js';
import { functions } from '../../../activities/transform/index.js';
import { parsedExpression } from '../../../activities/transform/parsed-expression.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { functionContext } from './function-context.js';

const [compute] = functions;
const call = async (input: JsonObject): Promise<Json | undefined> => compute?.run(input, functionContext());
const failure = async (expression: string, values: JsonObject = {}) =>
  call({ expression, values }).then(
    (output) => ({ output }),
    (error: unknown) => classifyFailure(error),
  );

it('transform.compute is fast and idempotent', () =>
  expect(compute).toMatchObject({ name: 'transform.compute', fast: true, idempotent: true }));

describe('the value of an expression', () => {
  it.each<[string, JsonObject, Json]>([
    ['width * 2', { width: 3 }, 6],
    ['load * span * span / 8', { load: 5, span: 4 }, 10],
    ['rows[1].area + offset.x', { rows: [{ area: 1 }, { area: 2 }], offset: { x: 0.5 } }, 2.5],
    ['max(a, b) > 3 ? "large" : "small"', { a: 1, b: 4 }, 'large'],
    ['[a, b]', { a: 1, b: null }, [1, null]],
    ['table', { table: { a: 1 } }, { a: 1 }],
    ['missing * 2', {}, null],
    ['1 / 0', {}, null],
  ])('%s with %j', async (expression, values, value) => expect(await call({ expression, values })).toEqual({ value }));

  it('needs no values', async () => expect(await call({ expression: '1 + 1' })).toEqual({ value: 2 }));
});

describe('an expression that cannot be computed is a permanent error', () => {
  it.each([
    ['width * ', 'expression_syntax'],
    ['', 'expression_syntax'],
    ['$input.width * 2', 'expression_syntax'],
    ['$step1.a + 1', 'expression_syntax'],
    ['constructor', 'expression_syntax'],
    ['width < 5', 'type_error'],
    ['"rate limit exceeded" < 5', 'type_error'],
  ])('%p: %s', async (expression, type) =>
    expect(await failure(expression, { width: 'wide' })).toMatchObject({ type, transient: false }),
  );

  it('a syntax error says what was expected', async () =>
    expect(await failure('width * )')).toMatchObject({ message: expect.stringMatching(/expected/i) }));

  it('a type error quotes the expression and both types', async () =>
    expect(await failure('width < 5', { width: 'wide' })).toMatchObject({
      message: expect.stringMatching(/string and number.*width < 5/),
    }));

  it('a reference says what to do instead', async () =>
    expect(await failure('$input.width * 2')).toMatchObject({
      message:
        '$input.width cannot be read in an expression that is an argument: hand it over in values and use its name there',
    }));
});

describe('parsed expressions', () => {
  it('are parsed once while they are in use', () => expect(parsedExpression('a + 1')).toBe(parsedExpression('a + 1')));

  it('are given up after 500 others', () => {
    const first = parsedExpression('first + 1');
    for (let other = 0; other < 500; other += 1) parsedExpression(`a + ${other}`);
    expect(parsedExpression('first + 1')).not.toBe(first);
  });
});
