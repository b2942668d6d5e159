import { describe, expect, it } from '@jest/globals';
import { displayPath, pointerSegments, pointerTo } from '../../../src/schema/json-pointer.js';

describe('a JSON Pointer', () => {
  it.each([
    [[], ''],
    [['a', 0, 'b'], '/a/0/b'],
    [['a/b', 'c~d', '~1'], '/a~1b/c~0d/~01'],
    [[''], '/'],
  ] as [(string | number)[], string][])('of %j is %j, and back', (segments, pointer) => {
    expect(pointerTo('', ...segments)).toBe(pointer);
    expect(pointerSegments(pointer)).toEqual(segments.map(String));
  });

  it.each([
    ['', ''],
    ['/columns/0/load', 'columns[0].load'],
    ['/0/1', '[0][1]'],
    ['/loads/dead load', "loads['dead load']"],
    ['/dead load', 'dead load'],
    ["/a/it's", "a['it\\'s']"],
    ['/a.b', "['a.b']"],
    ['/', "['']"],
    ['/a-b/c', 'a-b.c'],
  ])('%j reads as %j', (pointer, display) => {
    expect(displayPath(pointer)).toBe(display);
  });

  it('tells a key made of digits from an index by the value', () => {
    expect(displayPath('/rows/0', { rows: ['x'] })).toBe('rows[0]');
    expect(displayPath('/rows/0', { rows: { 0: 'x' } })).toBe("rows['0']");
  });
});
