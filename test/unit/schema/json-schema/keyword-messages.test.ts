import { describe, expect, it } from '@jest/globals';
import type { Json, JsonSchema } from '../../../../src/contracts/json.js';
import { compileSchema } from '../../../../src/schema/json-schema/compile-schema.js';
import { KEYWORD_MESSAGES } from '../../../../src/schema/json-schema/keyword-messages.js';

const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

interface Case {
  keyword: string;
  schema: JsonSchema;
  value: Json;
  message: string;
  path: string;
}

function example(keyword: string, schema: JsonSchema, value: Json, message: string, path: string): Case {
  return { keyword, schema, value, message, path };
}
function inField(field: string, schema: JsonSchema): JsonSchema {
  return { properties: { [field]: schema } };
}

const BOTH_DRAFTS: Case[] = [
  example(
    'required',
    { required: ['axial_load_dead'] },
    {},
    'axial_load_dead: This field is required',
    '/axial_load_dead',
  ),
  example(
    'type',
    inField('column_width', { type: 'number' }),
    { column_width: '300' },
    'column_width: Expected number, got string',
    '/column_width',
  ),
  example(
    'maximum',
    inField('axial_load_dead', { maximum: 10000 }),
    { axial_load_dead: 15000 },
    'axial_load_dead: 15000 exceeds maximum of 10000',
    '/axial_load_dead',
  ),
  example(
    'pattern',
    inField('project_code', { pattern: '^PRJ-[0-9]{4}-[A-Z]{3}$' }),
    { project_code: 'ABC123' },
    "project_code: 'ABC123' does not match pattern '^PRJ-[0-9]{4}-[A-Z]{3}$'",
    '/project_code',
  ),
  example(
    'enum',
    inField('concrete_grade', { enum: ['M20', 'M25'] }),
    { concrete_grade: 'M50' },
    "concrete_grade: 'M50' is not one of ['M20', 'M25']",
    '/concrete_grade',
  ),
  example('type', { type: ['string', 'null'] }, 5, 'input: Expected string or null, got number', ''),
  example('type', { type: ['string', 'null', 'array'] }, {}, 'input: Expected string, null or array, got object', ''),
  example('type', inField('n', { type: 'integer' }), { n: 1.5 }, 'n: Expected integer, got number', '/n'),
  example('type', inField('n', { type: 'number' }), { n: null }, 'n: Expected number, got null', '/n'),
  example('const', inField('kind', { const: 'a' }), { kind: 'b' }, "kind: 'b' is not 'a'", '/kind'),
  example('const', inField('k', { const: { a: 1 } }), { k: {} }, 'k: The object is not {"a":1}', '/k'),
  example('enum', inField('k', { enum: [[1], null] }), { k: [2] }, 'k: The list is not one of [[1], null]', '/k'),
  example('minimum', inField('n', { minimum: 0 }), { n: -5 }, 'n: -5 is below minimum of 0', '/n'),
  example(
    'exclusiveMaximum',
    inField('n', { exclusiveMaximum: 10 }),
    { n: 10 },
    'n: 10 is not less than exclusive maximum of 10',
    '/n',
  ),
  example(
    'exclusiveMinimum',
    inField('n', { exclusiveMinimum: 0 }),
    { n: 0 },
    'n: 0 is not greater than exclusive minimum of 0',
    '/n',
  ),
  example('multipleOf', inField('n', { multipleOf: 0.1 }), { n: 0.35 }, 'n: 0.35 is not a multiple of 0.1', '/n'),
  example('minLength', inField('s', { minLength: 2 }), { s: '😀' }, 's: Length 1 is below minimum of 2', '/s'),
  example('maxLength', inField('s', { maxLength: 2 }), { s: 'abc' }, 's: Length 3 exceeds maximum of 2', '/s'),
  example(
    'format',
    inField('mail', { format: 'email' }),
    { mail: 'x' },
    "mail: 'x' does not have format 'email'",
    '/mail',
  ),
  example('minItems', inField('c', { minItems: 2 }), { c: [1] }, 'c: Number of items 1 is below minimum of 2', '/c'),
  example('maxItems', inField('c', { maxItems: 0 }), { c: [1] }, 'c: Number of items 1 exceeds maximum of 0', '/c'),
  example('uniqueItems', inField('c', { uniqueItems: true }), { c: [1, 2, 1] }, 'c: Items 0 and 2 are equal', '/c'),
  example(
    'contains',
    inField('c', { contains: { const: 1 } }),
    { c: [2] },
    'c: Number of matching items is not at least 1',
    '/c',
  ),
  example('minProperties', { minProperties: 1 }, {}, 'input: Number of fields 0 is below minimum of 1', ''),
  example('maxProperties', { maxProperties: 0 }, { a: 1 }, 'input: Number of fields 1 exceeds maximum of 0', ''),
  example(
    'additionalProperties',
    { additionalProperties: false },
    { extra: 1 },
    'extra: This field is not allowed',
    '/extra',
  ),
  example('propertyNames', { propertyNames: false }, { a: 1 }, 'a: No value is allowed here', '/a'),
  example(
    'pattern',
    { propertyNames: { pattern: '^[a-z]+$' } },
    { A: 1 },
    "A: 'A' does not match pattern '^[a-z]+$'",
    '/A',
  ),
  example(
    'dependencies',
    { dependencies: { a: ['b'] } },
    { a: 1 },
    'b: This field is required when a is present',
    '/b',
  ),
  example('required', { dependencies: { a: { required: ['b'] } } }, { a: 1 }, 'b: This field is required', '/b'),
  example('not', inField('a', { not: { const: 1 } }), { a: 1 }, 'a: This value is not allowed', '/a'),
  example('false', inField('a', false), { a: 1 }, 'a: No value is allowed here', '/a'),
  example('false', false, 1, 'input: No value is allowed here', ''),
  example(
    'required',
    { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } },
    { a: 1 },
    'b: This field is required',
    '/b',
  ),
  example(
    'anyOf',
    { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    {},
    'input: Does not have any of the 2 allowed forms',
    '',
  ),
  example(
    'oneOf',
    { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    { a: 1, b: 1 },
    'input: Does not have exactly one of the 2 allowed forms',
    '',
  ),
];

const DRAFT_7_ONLY: Case[] = [
  example(
    'additionalItems',
    inField('c', { items: [{}], additionalItems: false }),
    { c: [1, 2] },
    'c: Number of items 2 exceeds maximum of 1',
    '/c',
  ),
];

const DRAFT_2020_ONLY: Case[] = [
  example(
    'items',
    inField('c', { prefixItems: [{ type: 'number' }], items: false }),
    { c: [1, 2] },
    'c: Number of items 2 exceeds maximum of 1',
    '/c',
  ),
  example(
    'unevaluatedItems',
    inField('c', { prefixItems: [{ type: 'number' }], unevaluatedItems: false }),
    { c: [1, 2] },
    'c: Number of items 2 exceeds maximum of 1',
    '/c',
  ),
  example(
    'unevaluatedProperties',
    { allOf: [inField('a', {})], unevaluatedProperties: false },
    { a: 1, b: 2 },
    'b: This field is not allowed',
    '/b',
  ),
  example(
    'dependentRequired',
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    'b: This field is required when a is present',
    '/b',
  ),
  example('required', { dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, 'b: This field is required', '/b'),
  example(
    'contains',
    inField('c', { contains: { const: 1 }, minContains: 2, maxContains: 3 }),
    { c: [1] },
    'c: Number of matching items is not between 2 and 3',
    '/c',
  ),
];

function findingOf({ schema, value }: Case, dialect: string | null) {
  const versioned = typeof schema === 'boolean' || dialect === null ? schema : { ...schema, $schema: dialect };
  return compileSchema(versioned).validate(value).findings;
}

describe('a violated keyword of JSON Schema', () => {
  it.each([...BOTH_DRAFTS, ...DRAFT_7_ONLY])('draft 7, $keyword: $message', (given) => {
    expect(findingOf(given, null)).toEqual([expect.objectContaining({ message: given.message, path: given.path })]);
  });

  it.each([...BOTH_DRAFTS, ...DRAFT_2020_ONLY])('2020-12, $keyword: $message', (given) => {
    expect(findingOf(given, DRAFT_2020)).toEqual([
      expect.objectContaining({ message: given.message, path: given.path, code: 'input_invalid', severity: 'error' }),
    ]);
  });

  it.each([...BOTH_DRAFTS, ...DRAFT_2020_ONLY])('names the keyword $keyword', (given) => {
    const [finding] = findingOf(given, DRAFT_2020);
    const expected = given.keyword === 'propertyNames' ? 'false' : given.keyword;
    expect(finding?.keyword).toBe(expected);
  });

  it('has an example here for every message of the table', () => {
    const shown = new Set([...BOTH_DRAFTS, ...DRAFT_7_ONLY, ...DRAFT_2020_ONLY].map(({ keyword }) => keyword));
    const elsewhere = ['depth', 'limit'];
    expect(Object.keys(KEYWORD_MESSAGES).filter((keyword) => !shown.has(keyword))).toEqual(elsewhere);
  });

  it('gives the place in readable form beside the JSON Pointer', () => {
    const schema = inField('columns', { items: inField('load', { type: 'number' }) });
    const [finding] = compileSchema(schema).validate({ columns: [{ load: 'x' }] }).findings;
    expect(finding).toEqual({
      code: 'input_invalid',
      severity: 'error',
      path: '/columns/0/load',
      display_path: 'columns[0].load',
      keyword: 'type',
      message: 'columns[0].load: Expected number, got string',
    });
  });

  it.each([
    ['input_invalid', 'input: Expected object, got array'],
    ['output_invalid', 'output: Expected object, got array'],
    ['request_invalid', 'request: Expected object, got array'],
    ['schema_violation', 'document: Expected object, got array'],
  ] as const)('%s begins with a word for the whole value', (code, message) => {
    const [finding] = compileSchema({ type: 'object' }).validate([], code).findings;
    expect(finding).toMatchObject({ code, message, display_path: '', path: '' });
  });

  it('tells all violations at once', () => {
    const schema = { required: ['a'], properties: { b: { type: 'number' }, c: { minLength: 2, pattern: '^x' } } };
    const { findings } = compileSchema(schema).validate({ b: 'x', c: 'y' });
    expect(findings.map(({ keyword }) => keyword).sort()).toEqual(['minLength', 'pattern', 'required', 'type']);
  });

  it('tells a wrong type once, without what follows from it', () => {
    const schema = inField('grade', { type: 'string', enum: ['M20'], minLength: 3 });
    const { findings } = compileSchema(schema).validate({ grade: 5 });
    expect(findings.map(({ message }) => message)).toEqual(['grade: Expected string, got number']);
  });

  it('tells the same thing once', () => {
    const { findings } = compileSchema({ allOf: [{ required: ['a'] }, { required: ['a'] }] }).validate({});
    expect(findings).toHaveLength(1);
  });

  it('asks whether a surplus field is a misspelled one', () => {
    const schema = { properties: { column_width: {} }, additionalProperties: false };
    const [finding] = compileSchema(schema).validate({ colum_width: 1 }).findings;
    expect(finding?.hint).toBe("Did you mean 'column_width'?");
  });

  it.each([
    ['a long text is cut', { enum: ['a'] }, 'x'.repeat(500), `input: '${'x'.repeat(120)}…' is not one of ['a']`],
    ['control characters are escaped', { enum: ['a'] }, 'x\ny', "input: 'x\\ny' is not one of ['a']"],
    [
      'a long list is cut',
      { enum: Array.from({ length: 25 }, (_, index) => index) },
      'x',
      `input: 'x' is not one of [${Array.from({ length: 20 }, (_, index) => index).join(', ')}, … 5 more]`,
    ],
  ] as [string, JsonSchema, Json, string][])('%s', (_rule, schema, value, message) => {
    expect(compileSchema(schema).validate(value).findings[0]?.message).toBe(message);
  });
});
