import { describe, expect, it } from '@jest/globals';
import { readJson } from '../../../activities/json-output.js';

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};
const cyclic: { list: unknown[] } = { list: [] };
cyclic.list.push({ back: cyclic });
const shared = { a: 1 };
class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
  length(): number {
    return Math.hypot(this.x, this.y);
  }
}

describe('what is JSON', () => {
  it.each([
    ['undefined is null', undefined, null],
    ['scalars', [null, true, 1.5, 'x'], [null, true, 1.5, 'x']],
    ['undefined is left out of objects', { a: undefined, b: 1 }, { b: 1 }],
    ['undefined and holes are null in lists', [undefined, ...new Array<unknown>(1)], [null, null]],
    ['toJSON is honoured', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['an instance is its own fields', new Point(3, 4), { x: 3, y: 4 }],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['one object in two places', [shared, shared], [{ a: 1 }, { a: 1 }]],
    ['a whole surrogate pair', '\u{1f600}', '\u{1f600}'],
    ['500 levels', nested(500), nested(500)],
  ])('%s', (_name, value, json) => expect(readJson(value)).toEqual({ kind: 'json', value: json }));

  it('is a copy', () => {
    const output = { rows: [1] };
    const reading = readJson(output);
    output.rows.push(2);
    expect(reading).toEqual({ kind: 'json', value: { rows: [1] } });
  });

  it('keeps a key called __proto__ as a key', () => {
    const reading = readJson(JSON.parse('{"__proto__": {"a": 1}}'));
    expect(JSON.stringify(reading)).toBe('{"kind":"json","value":{"__proto__":{"a":1}}}');
  });
});

describe('what is not', () => {
  it.each([
    ['a BigInt', { rows: [0, { area: 1n }] }, ['rows', 1, 'area'], 'a bigint is not JSON'],
    ['NaN', [NaN], [0], 'NaN is not JSON'],
    ['an infinity', { a: -Infinity }, ['a'], '-Infinity is not JSON'],
    ['a function', { run: () => 1 }, ['run'], 'a function is not JSON'],
    ['a symbol', Symbol('s'), [], 'a symbol is not JSON'],
    ['a cycle', cyclic, ['list', 0, 'back'], 'it contains itself'],
    ['a Map', { map: new Map() }, ['map'], 'a Map is not JSON'],
    ['an error', [new Error('x')], [0], 'a Error is not JSON'],
    ['501 levels', nested(502), [], 'more than 500 levels deep'],
    ['NUL', { a: 'x\0' }, ['a'], 'a text with a NUL character or half of a surrogate pair cannot be stored'],
    [
      'half a pair as a key',
      { '\ud800': 1 },
      [],
      'a text with a NUL character or half of a surrogate pair cannot be stored',
    ],
  ])('%s', (_name, value, path, problem) => expect(readJson(value)).toEqual({ kind: 'not_json', path, problem }));

  it('an object that cannot be read', () => {
    const hostile = {
      get a() {
        throw new Error('no');
      },
    };
    expect(readJson(hostile)).toEqual({ kind: 'not_json', path: [], problem: 'cannot be read: Error: no' });
  });
});
