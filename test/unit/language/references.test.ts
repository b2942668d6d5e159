import { describe, expect, it } from '@jest/globals';
import type { Reference } from '../../../src/contracts/expression.js';
import { bindStepOutput, bindStepOutputs } from '../../../src/language/bind-step-output.js';
import { parseReference } from '../../../src/language/parse-reference.js';
import { referencesOf } from '../../../src/language/references-of.js';
import { resolveReference } from '../../../src/language/resolve-reference.js';
import { evaluate } from '../../../src/language/evaluate.js';
import { parsed, scopeOf } from './expression-cases.js';

function reference(text: string): Reference {
  const result = parseReference(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.reference;
}

describe('parseReference', () => {
  it.each([
    ['$input', { root: 'input', path: [] }],
    ['$input.a.b[0]', { root: 'input', path: ['a', 'b', 0] }],
    ['$input.a.0', { root: 'input', path: ['a', 0] }],
    ['$step3', { root: 'step', step_number: 3, path: [] }],
    ['$step3.name.x', { root: 'step', step_number: 3, path: ['name', 'x'] }],
    ['$context.user_id', { root: 'context', path: ['user_id'] }],
    ['$input["any key"][\'b.c\']', { root: 'input', path: ['any key', 'b.c'] }],
    ['$item', { root: 'item', path: [] }],
    ['$item.a[0]', { root: 'item', path: ['a', 0] }],
    ['$item[1]["any key"]', { root: 'item', path: [1, 'any key'] }],
    ['$index', { root: 'index', path: [] }],
  ])('%s', (text, expected) => {
    expect(reference(text)).toEqual({ ...expected, text });
  });

  it.each([
    ['$foo', 'unknown_reference_root', 0],
    ['$step0.x', 'unknown_reference_root', 0],
    ['$items', 'unknown_reference_root', 0],
    ['$Item.x', 'unknown_reference_root', 0],
    ['$item.__proto__', 'forbidden_name', 6],
    ['$item.', 'reference_syntax', 5],
    ['$index.x', 'reference_syntax', 6],
    ['$index[0]', 'reference_syntax', 6],
    ['$index.constructor', 'forbidden_name', 7],
    ['$input.__proto__', 'forbidden_name', 7],
    ['$step1["prototype"]', 'forbidden_name', 7],
    ['$input.', 'reference_syntax', 6],
    ['$input..a', 'reference_syntax', 6],
    ['$input.a[', 'reference_syntax', 8],
    ['$input.a[-1]', 'reference_syntax', 8],
    ['$input.my-key', 'reference_syntax', 9],
    ['$input.a + 1', 'reference_syntax', 8],
    ['$input.a ', 'reference_syntax', 8],
    [' $input.a', 'reference_syntax', 0],
    ['$input.a$input.b', 'reference_syntax', 8],
    ['$5', 'reference_syntax', 0],
    ['$', 'reference_syntax', 0],
    ['', 'reference_syntax', 0],
    ['input.a', 'reference_syntax', 0],
    [`$input.${'a'.repeat(10_000)}`, 'reference_syntax', 0],
  ])('%s is refused: %s', (text, code, offset) => {
    expect(parseReference(text)).toMatchObject({
      ok: false,
      error: { code, position: { line: 1, column: offset + 1, offset } },
    });
  });

  it('$index is a number, and its message says so', () => {
    expect(parseReference('$index.x')).toMatchObject({
      error: { message: "Line 1, column 7: '.x' stands behind $index, a number" },
    });
  });

  it('the message says how a reference is written', () => {
    expect(parseReference('$input.my-key')).toMatchObject({
      error: { message: expect.stringMatching(/found '-key' behind \$input\.my; .*\["any key"\]/) as unknown },
    });
  });
});

describe('resolveReference', () => {
  const scope = scopeOf({
    input: { rows: [{ x: 1 }], name: 'n', 'a b': { c: null } },
    context: { user_id: 'ann' },
    steps: { 1: { depth: 2 } },
    item: { value: { load: [5], kind: null }, index: 3 },
  });

  it.each([
    ['$input.rows[0].x', 1],
    ['$input["a b"].c', null],
    ['$context.user_id', 'ann'],
    ['$step1', { depth: 2 }],
    ['$item', { load: [5], kind: null }],
    ['$item.load[0]', 5],
    ['$item.kind', null],
    ['$index', 3],
  ])('%s is found', (text, value) => {
    expect(resolveReference(reference(text), scope)).toEqual({ found: true, value });
  });

  it.each([
    ['$input.row', '$input', ['rows', 'name', 'a b']],
    ['$input.rows[3].x', '$input.rows', ['0']],
    ['$input.rows[0].y', '$input.rows[0]', ['x']],
    ['$input["a b"].d', '$input["a b"]', ['c']],
    ['$input.name.x', '$input.name', []],
    ['$step1.width', '$step1', ['depth']],
    ['$step7.x', '$step7', []],
    ['$context.toString', '$context', ['user_id']],
    ['$item.lod', '$item', ['load', 'kind']],
    ['$item.load[1]', '$item.load', ['0']],
  ])('%s is missing at %s', (text, missing_at, available_keys) => {
    expect(resolveReference(reference(text), scope)).toEqual({ found: false, missing_at, available_keys });
  });

  it.each([['$item'], ['$item.x'], ['$index']])('%s is missing where no item is', (text) => {
    const root = text.replace('.x', '');
    expect(resolveReference(reference(text), scopeOf())).toEqual({
      found: false,
      missing_at: root,
      available_keys: [],
    });
  });

  it('an item may be null, and the first index is 0', () => {
    const first = scopeOf({ item: { value: null, index: 0 } });
    expect(resolveReference(reference('$item'), first)).toEqual({ found: true, value: null });
    expect(resolveReference(reference('$index'), first)).toEqual({ found: true, value: 0 });
  });

  it('at most 100 keys are listed', () => {
    const rows = Array<number>(1000).fill(0);
    expect(resolveReference(reference('$input[1000]'), scopeOf({ input: rows }))).toMatchObject({
      available_keys: { length: 100 },
    });
  });
});

describe('bindStepOutput', () => {
  const outputVariableOf = (step_number: number) => (step_number === 1 ? 'design' : undefined);

  it.each([
    ['$step1.design.depth', ['depth']],
    ['$step1.design', []],
    ['$step1.design.design', ['design']],
    ['$step1.depth', ['depth']],
    ['$step2.design', ['design']],
    ['$step1', []],
    ['$input.design', ['design']],
    ['$item.design', ['design']],
  ])('%s reads %j', (text, path) => {
    expect(bindStepOutput(reference(text), outputVariableOf)).toEqual({ ...reference(text), path });
  });

  it('binds every reference of an expression', () => {
    const text =
      '[$step1.design.depth] == [5] AND NOT -$step1.design.depth > min(1, $step1.design.depth ? 2 : 3) AND a.b';
    const expression = bindStepOutputs(parsed(text), outputVariableOf);
    expect(evaluate({ text, expression }, scopeOf({ steps: { 1: { depth: 5 } } }))).toBe(true);
    expect(JSON.stringify(expression)).not.toContain('"path":["design"');
  });

  it('binds inside ternaries', () => {
    const text = '$step1.design.a ? 1 : $step1.design.b ? 2 : $step1.design.c';
    expect(referencesOf(bindStepOutputs(parsed(text), outputVariableOf)).map(({ path }) => path)).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ]);
  });
});

it('referencesOf lists each reference once, in order of appearance', () => {
  const expression = parsed(
    'len($input.b) > 1 ? [$step2, $input.a] : $input.b - $context.k * -$input.z AND NOT $step2 IN $step3.x',
  );
  expect(referencesOf(expression).map(({ text }) => text)).toEqual([
    '$input.b',
    '$step2',
    '$input.a',
    '$context.k',
    '$input.z',
    '$step3.x',
  ]);
});
