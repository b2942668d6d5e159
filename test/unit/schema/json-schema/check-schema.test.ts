import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { checkSchema } from '../../../../src/schema/json-schema/check-schema.js';
import { compileSchema, InvalidSchemaError } from '../../../../src/schema/json-schema/compile-schema.js';

const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

function found(schema: Json): string[] {
  return checkSchema(schema, '/input_schema').map(({ code, path }) => `${code} ${path.replace('/input_schema', '')}`);
}

function chain(length: number): JsonObject {
  const definitions = Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `d${index}`,
      index + 1 < length ? { $ref: `#/definitions/d${index + 1}` } : {},
    ]),
  );
  return { definitions, $ref: '#/definitions/d0' };
}

function nested(levels: number): JsonObject {
  let schema: JsonObject = {};
  for (let level = 1; level < levels; level += 1) schema = { not: schema };
  return schema;
}

describe('a JSON Schema that may be used', () => {
  it.each([
    ['is draft 7 unless it says otherwise', { type: 'object' }],
    ['is a boolean', true],
    ['names draft 7', { $schema: 'http://json-schema.org/draft-07/schema#' }],
    ['names draft 7 without a fragment', { $schema: 'http://json-schema.org/draft-07/schema' }],
    ['names 2020-12', { $schema: DRAFT_2020 }],
    ['has annotations of its own', { 'x-secret': true, 'x-unit': 'kN', id: 'x', examples: [{ $ref: 'http://x' }] }],
    ['has formats of its own', { format: 'beam-mark' }],
    ['refers to itself a level deeper', { properties: { child: { $ref: '#' } } }],
    ['refers to a definition', { definitions: { a: {} }, $ref: '#/definitions/a' }],
    ['refers to a boolean', { definitions: { a: true }, $ref: '#/definitions/a' }],
    ['refers to an escaped name', { definitions: { 'a/b c%': {} }, $ref: '#/definitions/a~1b%20c%25' }],
    ['refers to what it holds elsewhere', { parts: { a: {} }, $ref: '#/parts/a' }],
    ['refers to an anchor', { $schema: DRAFT_2020, $defs: { a: { $anchor: 'here' } }, $ref: '#here' }],
    ['refers to an anchor of draft 7', { definitions: { a: { $id: '#here' } }, $ref: '#here' }],
    ['refers to a schema that it holds by its $id', { definitions: { a: { $id: 'a.json' } }, $ref: 'a.json' }],
    ['refers to itself by its own $id', { $id: 'http://x/y.json', properties: { a: { $ref: 'http://x/y.json#' } } }],
    ['refers dynamically', { $schema: DRAFT_2020, $dynamicAnchor: 'n', properties: { a: { $dynamicRef: '#n' } } }],
    ['has data that looks like a reference', { const: { $ref: 'http://x' }, default: { pattern: '(' } }],
    ['has properties named like keywords', { properties: { $ref: { type: 'string' }, pattern: {} } }],
    ['refers many times in a row', chain(200)],
    ['is deep', nested(200)],
  ] as [string, Json][])('%s', (_rule, schema) => {
    expect(checkSchema(schema, '')).toEqual([]);
    expect(() => compileSchema(schema as JsonObject).validate({})).not.toThrow();
  });
});

describe('a JSON Schema that is refused', () => {
  it.each([
    ['because it is no schema', 5, ['invalid_json_schema ']],
    ['because it is a list', [], ['invalid_json_schema ']],
    ['for a type that is none', { type: 'foo' }, ['invalid_json_schema /type']],
    ['for a type that is none in 2020-12', { $schema: DRAFT_2020, type: 'foo' }, ['invalid_json_schema /type']],
    [
      'for a bound that is no number',
      { properties: { a: { minimum: 'x' } } },
      ['invalid_json_schema /properties/a/minimum'],
    ],
    ['for a negative length', { minLength: -1 }, ['invalid_json_schema /minLength']],
    ['for required that is no list', { required: 'a' }, ['invalid_json_schema /required']],
    [
      'for an unknown version',
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      ['invalid_json_schema /$schema'],
    ],
    ['for a version that is no text', { $schema: 5 }, ['invalid_json_schema /$schema']],
    [
      'for a second version inside',
      { properties: { a: { $schema: DRAFT_2020 } } },
      ['invalid_json_schema /properties/a/$schema'],
    ],
    ['for a remote reference', { $ref: 'http://x/y' }, ['remote_reference /$ref']],
    ['for a file', { items: { $ref: 'other.json#/a' } }, ['remote_reference /items/$ref']],
    ['for the meta-schema', { $ref: 'http://json-schema.org/draft-07/schema#' }, ['remote_reference /$ref']],
    ['for a reference to nothing', { $ref: '#/definitions/a' }, ['invalid_json_schema /$ref']],
    ['for a reference to data', { title: 'x', $ref: '#/title' }, ['invalid_json_schema /$ref']],
    ['for an unknown anchor', { $ref: '#here' }, ['invalid_json_schema /$ref']],
    ['for a reference to itself', { allOf: [{ $ref: '#' }] }, ['invalid_json_schema /allOf/0']],
    [
      'for references in a circle',
      { definitions: { a: { $ref: '#/definitions/b' }, b: { not: { $ref: '#/definitions/a' } } } },
      ['invalid_json_schema /definitions/b/not'],
    ],
    ['for too many references in a row', chain(203), ['too_deep /definitions/d199']],
    ['for a pattern that does not parse', { pattern: '(' }, ['invalid_pattern /pattern']],
    ['for a pattern with lookahead', { pattern: '(?=a)' }, ['unsafe_pattern /pattern']],
    ['for a key that is no pattern', { patternProperties: { '[': {} } }, ['invalid_pattern /patternProperties/[']],
    [
      'for a key that is no safe pattern',
      { patternProperties: { '(a)\\1': {} } },
      ['unsafe_pattern /patternProperties/(a)\\1'],
    ],
    [
      'for a pattern behind a reference',
      { parts: { a: { pattern: '(' } }, $ref: '#/parts/a' },
      ['invalid_pattern /parts/a/pattern'],
    ],
    ['for $async', { $async: true }, ['invalid_json_schema /$async']],
    ['for too many levels', nested(202), ['too_deep ']],
    [
      'for a property __proto__',
      JSON.parse('{"properties": {"__proto__": {}}}'),
      ['forbidden_name /properties/__proto__'],
    ],
    [
      'for a default with __proto__',
      JSON.parse('{"default": {"__proto__": 1}}'),
      ['forbidden_name /default/__proto__'],
    ],
    [
      'for two schemas of one name',
      { definitions: { a: { $id: 'a' }, b: { $id: 'a', type: 'null' } } },
      ['invalid_json_schema '],
    ],
  ] as [string, Json, string[]][])('%s', (_rule, schema, expected) => {
    expect(found(schema)).toEqual(expected);
    expect(() => compileSchema(schema as JsonObject)).toThrow(Error);
  });

  it('is told everything at once, in the voice of all findings', () => {
    const schema = { type: 'foo', properties: { a: { pattern: '(' }, b: { $ref: 'http://x' } } };
    expect(checkSchema(schema, '/input_schema').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^input_schema\.type: 'foo' is not one of \['array', /),
      "input_schema.properties.a.pattern: '(' is not a valid pattern: unterminated group",
      "input_schema.properties.b.$ref: 'http://x' leaves the schema",
    ]);
  });

  it('is never compiled', () => {
    expect(() => compileSchema({ pattern: '(?=a)' })).toThrow(InvalidSchemaError);
  });

  it('of a hundred thousand levels overflows no stack', () => {
    expect(found(nested(100_000))).toEqual(['too_deep ']);
    expect(() => compileSchema(nested(100_000))).toThrow(InvalidSchemaError);
  });
});
