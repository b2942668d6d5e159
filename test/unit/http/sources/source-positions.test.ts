import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../../src/contracts/finding.js';
import { type SourceText, withSources } from '../../../../src/http/sources/source-positions.js';

const YAML = (text: string): SourceText => ({ text, syntax: 'yaml' });
const JSON_TEXT = (text: string): SourceText => ({ text, syntax: 'json' });

/** `line:column` of a finding about `path`, and the text from there to the end of its line. */
function placeOf(source: SourceText, path: string, code: Finding['code'] = 'schema_violation'): string {
  const [finding] = withSources<Finding>([{ code, severity: 'error', path, message: '' }], source);
  const { line = 0, column = 0, offset = -1 } = finding?.source ?? {};
  return `${line}:${column} ${source.text.slice(offset).split(/[\r\n]/)[0]}`;
}

describe('the place of a value in JSON', () => {
  const text = '{\n  "a" : {"b/c": [10, {"d~": "x"}]},\n\t"é😀": [ [], {} , null ],\r\n  "e": -1.5e3 , "":true}\n';
  it.each([
    ['', '1:1 {'],
    ['/a', '2:9 {"b/c": [10, {"d~": "x"}]},'],
    ['/a/b~1c', '2:17 [10, {"d~": "x"}]},'],
    ['/a/b~1c/0', '2:18 10, {"d~": "x"}]},'],
    ['/a/b~1c/1/d~0', '2:29 "x"}]},'],
    ['/é😀', '3:9 [ [], {} , null ],'],
    ['/é😀/0', '3:11 [], {} , null ],'],
    ['/é😀/1', '3:15 {} , null ],'],
    ['/é😀/2', '3:20 null ],'],
    ['/e', '4:8 -1.5e3 , "":true}'],
    ['/', '4:20 true}'],
  ])('%s is at %s', (path, place) => {
    expect(placeOf(JSON_TEXT(text), path)).toBe(place);
  });

  it('of an escaped key', () => {
    expect(placeOf(JSON_TEXT('{"a\\"\\\\": {"\\u0062": 1}}'), '/a"\\/b')).toBe('1:22 1}}');
  });
  it('of a key that is there twice is that of the last one, as JSON.parse has it', () => {
    const twice = '{"a": {"x": 1, "y": 2}, "a": {"y": 3}}';
    expect(placeOf(JSON_TEXT(twice), '/a/y')).toBe('1:36 3}}');
    expect(placeOf(JSON_TEXT(twice), '/a/x')).toBe('1:30 {"y": 3}}');
  });
  it('behind blanks, and of a value that is no list and no object', () => {
    expect(placeOf(JSON_TEXT('\n  5'), '')).toBe('2:3 5');
    expect(placeOf(JSON_TEXT('\n  5'), '/a')).toBe('2:3 5');
  });
  it('of __proto__ and of names that every object has', () => {
    const names = '{"constructor": {"__proto__": 1}}';
    expect(placeOf(JSON_TEXT(names), '/constructor/__proto__')).toBe('1:31 1}}');
    expect(placeOf(JSON_TEXT(names), '/constructor/toString')).toBe('1:17 {"__proto__": 1}}');
  });
});

describe('the place of a value in YAML', () => {
  const text = [
    '# a comment',
    'a: &base',
    '  b: 1',
    '  list:',
    '    - x: "é😀" ',
    "      y: 'z'",
    '    - [1, {k: 2}]',
    'again: *base',
    'tagged: !!str 5',
    'block: |',
    '  text',
    'empty:',
    '? key',
    ': value',
    '1: one',
    'null: none',
  ].join('\n');
  it.each([
    ['', '2:1 a: &base'],
    ['/a', '3:3 b: 1'],
    ['/a/b', '3:6 1'],
    ['/a/list', '5:5 - x: "é😀" '],
    ['/a/list/0', '5:7 x: "é😀" '],
    ['/a/list/0/x', '5:10 "é😀" '],
    ['/a/list/0/y', "6:10 'z'"],
    ['/a/list/1', '7:7 [1, {k: 2}]'],
    ['/a/list/1/1/k', '7:15 2}]'],
    ['/tagged', '9:15 5'],
    ['/block', '10:8 |'],
    ['/empty', '12:7 '],
    ['/key', '14:3 value'],
    ['/1', '15:4 one'],
    ['/', '16:7 none'],
  ])('%s is at %s', (path, place) => {
    expect(placeOf(YAML(text), path)).toBe(place);
  });

  it('written as an alias is that of the alias', () => {
    expect(placeOf(YAML(text), '/again')).toBe('8:8 *base');
  });
  it('inside an alias is where the anchor has it', () => {
    expect(placeOf(YAML(text), '/again/list/0/y')).toBe("6:10 'z'");
  });
  it('under a key that is an alias', () => {
    expect(placeOf(YAML('a: &k name\n*k : 5'), '/name')).toBe('2:6 5');
  });
  it('beside a key that is a list', () => {
    expect(placeOf(YAML('? [a, b]\n: 1\nc: 2'), '/c')).toBe('3:4 2');
  });
  it('of a key without a value is that of the key', () => {
    expect(placeOf(YAML('{a, b: 1}'), '/a')).toBe('1:2 a, b: 1}');
  });
  it('of an empty text is its beginning', () => {
    expect(placeOf(YAML('# nothing\n'), '/a')).toMatch(/^1:1 /);
  });
});

describe('the place in lines', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('of JSON that end with %s', (_name, end) => {
    expect(placeOf(JSON_TEXT(['{', '  "a": 1,', '  "b": 2', '}'].join(end)), '/b')).toBe('3:8 2');
  });
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('of YAML that end with %s', (_name, end) => {
    expect(placeOf(YAML(['a: 1', 'b:', '  c: 2', ''].join(end)), '/b/c')).toBe('3:6 2');
  });
});

describe('what a finding is about', () => {
  const document = JSON_TEXT(
    '{"steps": [{"nmae": 1, "input": {"load": "$input.x"}, "p": {"patternProperties": {"(": 1}}}]}',
  );
  it.each<[string, Finding['code'], string, string]>([
    ['a value', 'schema_violation', '/steps/0/nmae', '1:21 1, "input"'],
    ['an unknown key', 'unknown_key', '/steps/0/nmae', '1:13 "nmae": 1'],
    ['a misspelled key', 'misspelled_key', '/steps/0/nmae', '1:13 "nmae": 1'],
    ['an unknown argument', 'unknown_argument', '/steps/0/input/load', '1:34 "load": '],
    ['a missing property: the object around', 'schema_violation', '/steps/0/step_name', '1:12 {"nmae"'],
    ['a missing argument: the mapping', 'missing_argument', '/steps/0/input/seconds', '1:33 {"load"'],
    ['a missing key in what is missing itself', 'schema_violation', '/steps/0/a/b/c', '1:12 {"nmae"'],
    ['a key that is a pattern', 'invalid_pattern', '/steps/0/p/patternProperties/(', '1:83 "(": 1'],
    ['a refused name in a value', 'forbidden_name', '/steps/0/input/load', '1:42 "$input.x"'],
  ])('%s', (_case, code, path, place) => {
    expect(placeOf(document, path, code)).toContain(place);
  });
  it('a refused name as a key', () => {
    expect(placeOf(JSON_TEXT('{"a": {"__proto__": 1}}'), '/a/__proto__', 'forbidden_name')).toBe(
      '1:8 "__proto__": 1}}',
    );
  });
});

it('without a text findings stay as they are', () => {
  const finding = { code: 'unknown_key', severity: 'info', path: '/a', message: '' } as const;
  expect(withSources([finding], JSON_TEXT(''))).toEqual([finding]);
});
