import { describe, expect, it } from '@jest/globals';
import { compileSchema } from '../../../../src/schema/json-schema/compile-schema.js';
import { MAX_FORMATTED_LENGTH } from '../../../../src/schema/json-schema/value-formats.js';

describe('format', () => {
  it.each([
    ['date', '2024-02-29', '2023-02-29'],
    ['time', '10:00:00Z', '25:00:00Z'],
    ['date-time', '2024-01-01T00:00:00Z', '2024-01-01 noon'],
    ['duration', 'P1DT2H', 'P'],
    ['email', 'a@b.co', 'a@'],
    ['idn-email', 'ä@bücher.de', 'ä'],
    ['hostname', 'a.example', '-a'],
    ['idn-hostname', 'bücher.de', 'a b'],
    ['ipv4', '1.2.3.4', '1.2.3.256'],
    ['ipv6', '::1', ':::'],
    ['uri', 'https://a.example/b', 'b'],
    ['url', 'https://a.example/b', 'mailto:a@b.co'],
    ['uri-reference', '../b', '\\'],
    ['iri', 'https://a.example/ä', 'ä'],
    ['iri-reference', '../ä', '\\ä'],
    ['uri-template', '/a/{b}', '/a/{b'],
    ['uuid', '00000000-0000-0000-0000-000000000000', '0'],
    ['json-pointer', '/a/0', 'a'],
    ['relative-json-pointer', '1/a', '/a'],
    ['regex', '^\\-a$', '('],
    ['byte', 'YQ==', 'Y'],
  ])('%s takes %j and refuses %j', (format, good, bad) => {
    const { validate } = compileSchema({ format });
    expect(validate(good).findings).toEqual([]);
    expect(validate(bad).findings).toHaveLength(1);
  });

  it('looks at texts alone, and int32 at numbers', () => {
    expect(compileSchema({ format: 'email' }).validate(5).findings).toEqual([]);
    expect(compileSchema({ format: 'int32' }).validate(2 ** 40).findings).toHaveLength(1);
  });

  it('that is unknown checks nothing', () => {
    expect(compileSchema({ format: 'beam-mark' }).validate('x').findings).toEqual([]);
  });

  it('bounds the length of a text, but not of bytes', () => {
    const long = `https://a.example/${'b'.repeat(MAX_FORMATTED_LENGTH)}`;
    expect(compileSchema({ format: 'uri' }).validate(long).findings).toHaveLength(1);
    expect(compileSchema({ format: 'byte' }).validate('YWFh'.repeat(MAX_FORMATTED_LENGTH)).findings).toEqual([]);
  });
});
