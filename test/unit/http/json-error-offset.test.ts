import { describe, expect, it } from '@jest/globals';
import { jsonErrorOffset } from '../../../src/http/json-error-offset.js';

describe('jsonErrorOffset', () => {
  it.each([
    ['{\n  "a": 1,\n  "b": }', 19],
    ['{"a" 1}', 5],
    ['{"a": 1,}', 8],
    ['[1, 2,]', 6],
    ['[1 2]', 3],
    ['{} {}', 3],
    ['{a: 1}', 1],
    ["{'a': 1}", 1],
    ['[01]', 1],
    ['[1.]', 1],
    ['[.5]', 1],
    ['[+1]', 1],
    ['[tru]', 1],
    ['[NaN]', 1],
    ['"a\nb"', 2],
    ['["a\\x"]', 3],
    ['["\\u12"]', 2],
    ['}', 0],
    ['[}', 1],
    ['{]', 1],
    [']', 0],
  ])('of %j is %i', (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonErrorOffset(text)).toBe(offset);
  });
  it.each(['', '   ', '{"a": [1, 2', '{"a":', '[', '{"a": "unfinished', '["a",'])(
    'of %j, which ends too early, is its length',
    (text) => expect(jsonErrorOffset(text)).toBe(text.length),
  );
  it('is found behind a hundred thousand brackets and a text of megabytes', () => {
    const before = '['.repeat(100_000);
    expect(jsonErrorOffset(`${before}x`)).toBe(100_000);
    const long = `["${'x'.repeat(4_000_000)}", `;
    expect(jsonErrorOffset(`${long}}`)).toBe(long.length);
  });
});
