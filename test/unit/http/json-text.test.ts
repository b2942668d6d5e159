import { describe, expect, it } from '@jest/globals';
import { parseJson } from '../../../src/http/json-text.js';
import { Problem } from '../../../src/http/problem.js';

function refused(text: string): Problem {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was read');
}

describe('JSON that cannot be read or kept is refused with its place', () => {
  it.each([
    ['what is not JSON', '{\n  "a": 1,\n  "b": }', 'malformed_json', '', '3:8'],
    ['a NUL in a value', '{"a": [\n"x\\u0000"]}', 'invalid_value', '/a/0', '2:1'],
    ['a NUL in a key', '{"a\\u0000": 1}', 'invalid_value', '/a\0', '1:13'],
    ['a lone surrogate', '{"a/b": "\\ud800"}', 'invalid_value', '/a~1b', '1:9'],
    ['a number out of range', '[1,\r\n 1e999]', 'invalid_value', '/1', '2:2'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'too_deep', '/0'.repeat(64), '1:65'],
    ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too_deep', '/0'.repeat(64), '1:65'],
  ])('%s', (_case, text, code, path, place) => {
    const { status, findings } = refused(text);
    expect(findings).toHaveLength(1);
    const { source } = findings[0] ?? {};
    expect([status, findings[0]?.code, findings[0]?.path, `${source?.line}:${source?.column}`]).toEqual([
      400,
      code,
      path,
      place,
    ]);
  });

  it('a pair of surrogates, and 64 levels, are kept', () => {
    expect(parseJson('"\\ud83d\\ude00"')).toBe('😀');
    expect(JSON.stringify(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`))).toHaveLength(128);
  });
});
