import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../../src/http/problem.js';
import { parseYaml } from '../../../src/http/yaml-text.js';
import { expectAnsweredAtOnce } from '../answer-time.js';

function refused(text: string): Problem {
  try {
    parseYaml(text);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was read');
}
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('YAML is read by the core schema of YAML 1.2', () => {
  it.each([
    [
      'plain values',
      'a: 1\nb: yes\nc: 0x10\nd: 010\ne: ~\nf: true\ng: 2020-01-01',
      { a: 1, b: 'yes', c: 16, d: 10, e: null, f: true, g: '2020-01-01' },
    ],
    ['JSON', '{"a": [1, {"b": null}]}', { a: [1, { b: null }] }],
    ['aliases', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['an anchor given twice', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    ['a merge key as a plain key', '<<: {a: 1}', { '<<': { a: 1 } }],
    ['an explicit end of the document', '%YAML 1.2\n---\na: 1\n...\n', { a: 1 }],
    ['an empty text', '# nothing\n', null],
    ['a key without text', ': 1', { '': 1 }],
  ])('%s', (_case, text, value) => {
    expect(parseYaml(text)).toEqual(value);
  });

  it('__proto__ is a key like any other', () => {
    const value = parseYaml('__proto__: {polluted: 1}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('YAML that cannot be read is refused with its place', () => {
  it.each([
    ['a flow list that does not end', 'a: [1, 2\nb: 3\n', 'malformed_yaml', '2:1'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'malformed_yaml', '2:1'],
    ['a key that is there twice', 'a: 1\nb: 2\na: 3', 'malformed_yaml', '3:1'],
    ['keys that are one key of an object', "1: a\n'1': b", 'malformed_yaml', '2:1'],
    ['an alias for a key that is there twice', 'a: &k x\nx: 1\n*k : 2', 'malformed_yaml', '3:1'],
    ['an alias without an anchor', 'a: *x', 'malformed_yaml', '1:4'],
    ['an alias before its anchor', 'a: *x\nb: &x 1', 'malformed_yaml', '1:4'],
    ['a cycle', 'a: &x\n  b: [*x]\n', 'malformed_yaml', '2:7'],
    ['a number out of range', 'a: {load: .inf}', 'invalid_value', '1:11'],
    ['a NUL', 'a:\n  - "\\0"', 'invalid_value', '2:5'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'too_deep', '1:65'],
  ])('%s', (_case, text, code, place) => {
    const { status, findings } = refused(text);
    const [{ source } = {}] = findings;
    expect([status, findings[0]?.code, `${source?.line}:${source?.column}`]).toEqual([400, code, place]);
  });
});

describe('64 levels are read, 65 are refused', () => {
  it.each<[string, (levels: number) => string]>([
    ['flow lists', (levels) => '['.repeat(levels) + ']'.repeat(levels)],
    ['flow maps', (levels) => `${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`],
    ['block lists', (levels) => `${'- '.repeat(levels)}1`],
    ['block maps', (levels) => `${lines(levels, (index) => `${' '.repeat(index)}a:`)} 1`],
  ])('of %s', (_case, text) => {
    expect(() => parseYaml(text(64))).not.toThrow();
    for (const levels of [65, 130, 1_000, 2_000]) {
      expect(refused(text(levels)).findings).toMatchObject([
        { code: 'too_deep', source: { line: expect.any(Number) } },
      ]);
    }
  });
});

describe('100 aliases are read, 101 are refused', () => {
  it.each([
    ['of one anchor', (count: number) => `a: &a 1\n${lines(count, (index) => `b${index}: *a`)}`],
    [
      'each of its own anchor',
      (count: number) => lines(count, (index) => `a${index}: &a${index} 1\nb${index}: *a${index}`),
    ],
    [
      'inside of other aliases',
      (count: number) =>
        `a: &a 1\nb: &b [${Array(9).fill('*a').join()}]\nc: [${Array(9).fill('*b').join()}]\nd: [${Array(count - 99)
          .fill('*a')
          .join()}]`,
    ],
  ])('%s', (_case, text) => {
    expect(() => parseYaml(text(100))).not.toThrow();
    expect(refused(text(101))).toMatchObject({
      code: 'malformed_yaml',
      message: expect.stringContaining('more than 100 aliases'),
    });
  });

  it('what they stand for is at most 16 MB, as a body is', () => {
    const { status, code, message } = refused(
      `a: &a "${'x'.repeat(1_000_000)}"\n${lines(20, (index) => `b${index}: *a`)}`,
    );
    expect([status, code]).toEqual([413, 'body_too_large']);
    expect(message).toContain('16 MB');
  });
});

describe('hostile YAML of 10,000 characters is answered at once', () => {
  const LENGTH = 10_000;
  it.each<[string, string]>([
    ...[
      '[',
      ']',
      '{',
      ',',
      ':',
      '- ',
      '? ',
      '&a ',
      '*a ',
      '! ',
      '"',
      "'",
      '#\n',
      '\n',
      '\t',
      '%a\n',
      '---\n',
      '{a: ',
      '[a: ',
      'a: ',
      'a\n ',
      '|\n',
      '\\',
      '<<: ',
    ].map((part): [string, string] => [JSON.stringify(part), part.repeat(LENGTH / part.length)]),
    ['keys', lines(1_200, (index) => `k${index}: 1`)],
    ['anchors and aliases', lines(600, (index) => `a${index}: &a${index} 1\nb${index}: *a${index}`)],
    [
      'laughs',
      `a: &a [x, x]\n${lines(25, (index) => `${'abcdefghijklmnopqrstuvwxyz'[index + 1]}: &${'abcdefghijklmnopqrstuvwxyz'[index + 1]} [${Array(9).fill(`*${'abcdefghijklmnopqrstuvwxyz'[index]}`).join()}]`)}`,
    ],
  ])('%s', (_case, text) => {
    expectAnsweredAtOnce(() => {
      try {
        return parseYaml(text);
      } catch (error) {
        if (error instanceof Problem) return error;
        throw error;
      }
    });
  });

  it('and 60,000 keys or as many errors take no time beyond their number', () => {
    expect(Object.keys(parseYaml(lines(60_000, (index) => `k${index}: 1`)) as object)).toHaveLength(60_000);
    expect(refused(']'.repeat(5_000_000)).code).toBe('malformed_yaml');
  });
});
