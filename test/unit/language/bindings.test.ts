import { describe, expect, it } from '@jest/globals';
import type { Binding } from '../../../src/contracts/expression.js';
import type { Json } from '../../../src/contracts/json.js';
import { parseBinding } from '../../../src/language/parse-binding.js';
import { resolveBinding } from '../../../src/language/resolve-binding.js';
import { scopeOf } from './expression-cases.js';

const bindingOf = (value: Json) => parseBinding(value, '').binding;
const scope = scopeOf({ input: { load: 600, rows: [1, 2] }, steps: { 2: { ok: true } } });

describe('parseBinding', () => {
  it.each<[Json, Json]>([
    ['M25', 'M25'],
    ['', ''],
    ['cost: $input.load', 'cost: $input.load'],
    [' $input.load', ' $input.load'],
    ['$$input.load', '$input.load'],
    ['$$', '$'],
    ['$$$', '$$'],
    ['a$$b', 'a$$b'],
    ['$', '$'],
    ['$5 a piece', '$5 a piece'],
    [5, 5],
    [null, null],
    [
      { n: 3, deep: ['$$x', { y: true }] },
      { n: 3, deep: ['$x', { y: true }] },
    ],
    [{}, {}],
    [[], []],
  ])('%j is the literal %j', (value, literal) => {
    expect(parseBinding(value, '/x')).toEqual({
      binding: { kind: 'literal', value: literal },
      problems: [],
      references: [],
    });
  });

  it('a string that is one reference is that reference', () => {
    const reference = { root: 'input', path: ['load'], text: '$input.load' };
    expect(parseBinding('$input.load', '/workflow_steps/0/input_mapping/load')).toEqual({
      binding: { kind: 'reference', reference, if_missing: { kind: 'fail' } },
      problems: [],
      references: [{ reference, path: '/workflow_steps/0/input_mapping/load', whole: true }],
    });
  });

  it('references are found at any depth, and what has none inside is one literal', () => {
    const { binding, references } = parseBinding(
      { opts: { n: [1, 2], rows: ['$step2.rows[0]', 'x'] }, 'a/b~c': '$input.k' },
      '/m',
    );
    expect(binding).toMatchObject({
      kind: 'object',
      entries: [
        [
          'opts',
          {
            kind: 'object',
            entries: [
              ['n', { kind: 'literal', value: [1, 2] }],
              ['rows', { kind: 'list', items: [{ kind: 'reference' }, { kind: 'literal', value: 'x' }] }],
            ],
          },
        ],
        ['a/b~c', { kind: 'reference' }],
      ],
    });
    expect(references.map(({ path, whole }) => [path, whole])).toEqual([
      ['/m/opts/rows/0', false],
      ['/m/a~1b~0c', false],
    ]);
  });

  it.each([
    ['$foo.x', 'unknown_reference_root', 1],
    ['$step0', 'unknown_reference_root', 1],
    ['$input.a.', 'reference_syntax', 9],
    ['$index.n', 'reference_syntax', 7],
    ['$input.a and more', 'reference_syntax', 9],
    ['$input.__proto__.x', 'forbidden_name', 8],
  ])('%s is a problem: %s', (text, code, column) => {
    const { problems, references } = parseBinding({ list: [text] }, '/m');
    expect(problems).toMatchObject([{ code, path: '/m/list/0', position: { line: 1, column } }]);
    expect(problems[0]?.message).toContain('written $$');
    expect(references).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('the key %s is refused', (key) => {
    const value = JSON.parse(`{"a": {"${key}": {"polluted": true}}}`) as Json;
    const { binding, problems } = parseBinding(value, '/m');
    expect(problems).toMatchObject([{ code: 'forbidden_name', path: `/m/a/${key}` }]);
    expect(binding).toEqual({ kind: 'literal', value });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('resolveBinding', () => {
  it('a reference keeps its type, and literals and references are put together', () => {
    const binding = bindingOf({ load: '$input.load', opts: { rows: '$input.rows', n: 3 }, list: ['$step2.ok', 'x'] });
    expect(resolveBinding(binding, scope)).toEqual({
      ok: true,
      value: { load: 600, opts: { rows: [1, 2], n: 3 }, list: [true, 'x'] },
    });
  });

  it.each<[string, Json]>([
    ['in an object', { a: { b: '$input.lod' } }],
    ['in a list', ['$input.lod']],
    ['alone', '$input.lod'],
  ])('a reference without a value fails, %s, and names the keys that exist', (_name, value) => {
    expect(resolveBinding(bindingOf(value), scope)).toEqual({
      ok: false,
      reference: '$input.lod',
      missing_at: '$input',
      available_keys: ['load', 'rows'],
      message: '$input.lod has no value: $input has the keys load, rows',
    });
  });

  it('$item and $index are those of the scope', () => {
    const item = { value: { load: 5, rows: [{ n: 1 }] }, index: 2 };
    const binding = bindingOf({ load: '$item.load', all: ['$index', '$item.rows[0].n'], whole: '$item' });
    expect(resolveBinding(binding, scopeOf({ item }))).toEqual({
      ok: true,
      value: { load: 5, all: [2, 1], whole: item.value },
    });
    expect(resolveBinding(bindingOf('$item.lod'), scopeOf({ item }))).toMatchObject({
      message: '$item.lod has no value: $item has the keys load, rows',
    });
  });

  it('the message names 20 keys at most', () => {
    const input = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${index}`, index]));
    expect(resolveBinding(bindingOf('$input.x'), scopeOf({ input }))).toMatchObject({
      message: expect.stringMatching(/k19 and 5 more$/) as unknown,
      available_keys: { length: 25 },
    });
    expect(resolveBinding(bindingOf('$step9.x'), scope)).toMatchObject({
      message: '$step9.x has no value: $step9 has no keys',
    });
  });

  const missing = (if_missing: Extract<Binding, { kind: 'reference' }>['if_missing']): Binding => {
    return { kind: 'reference', reference: { root: 'input', path: ['none'], text: '$input.none' }, if_missing };
  };

  it('a default takes the place of what is missing', () => {
    expect(resolveBinding(missing({ kind: 'default', value: [1] }), scope)).toEqual({ ok: true, value: [1] });
  });

  it('what is left out is left out of an object, null in a list, and undefined alone', () => {
    const omitted = missing({ kind: 'omit' });
    expect(resolveBinding(omitted, scope)).toEqual({ ok: true, value: undefined });
    expect(
      resolveBinding(
        {
          kind: 'object',
          entries: [
            ['a', omitted],
            ['b', bindingOf(1)],
          ],
        },
        scope,
      ),
    ).toEqual({ ok: true, value: { b: 1 } });
    expect(resolveBinding({ kind: 'list', items: [omitted, bindingOf(1)] }, scope)).toEqual({
      ok: true,
      value: [null, 1],
    });
  });

  it('with missing_is_null a reference without a value is null', () => {
    const binding = bindingOf({ a: '$step9.x', b: ['$input.none'] });
    expect(resolveBinding(binding, scope, { missing_is_null: true })).toEqual({
      ok: true,
      value: { a: null, b: [null] },
    });
  });

  it('a null that is there is a value', () => {
    expect(resolveBinding(bindingOf('$input.a'), scopeOf({ input: { a: null } }))).toEqual({ ok: true, value: null });
  });

  it('keys of an old plan cannot reach a prototype', () => {
    const resolved = resolveBinding({ kind: 'object', entries: [['__proto__', bindingOf(1)]] }, scope);
    expect(resolved.ok && Object.getPrototypeOf(resolved.value)).toBe(Object.prototype);
  });
});
