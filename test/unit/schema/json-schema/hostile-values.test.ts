import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject, JsonSchema } from '../../../../src/contracts/json.js';
import { compileSchema } from '../../../../src/schema/json-schema/compile-schema.js';

/** No speed is asserted here: work that is not bounded takes minutes. */
const HANGS_MS = 5_000;
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

function messages(schema: JsonSchema, value: Json): string[] {
  return compileSchema(schema)
    .validate(value)
    .findings.map(({ message }) => message);
}
function parsed(text: string): Json {
  return JSON.parse(text) as Json;
}
function nested(levels: number): Json {
  let value: Json = {};
  for (let level = 1; level < levels; level += 1) value = { child: value };
  return value;
}

describe('only own properties count', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
    '%s is missing unless it is there',
    (name) => {
      expect(messages({ required: [name] }, {})).toEqual([`${name}: This field is required`]);
      expect(messages({ required: [name] }, parsed(`{"${name}": 1}`))).toEqual([]);
    },
  );

  it('a property is checked only where it is there', () => {
    expect(messages({ properties: { constructor: { type: 'number' } } }, {})).toEqual([]);
  });

  it('__proto__ is a surplus field like any other, and stays one', () => {
    const schema = { properties: { a: { default: 1 } }, additionalProperties: false };
    expect(messages(schema, parsed('{"__proto__": {"x": 1}}'))).toEqual(['__proto__: This field is not allowed']);
    const { value } = compileSchema({ properties: { a: { default: 1 } } }).validate(parsed('{"__proto__": {"x": 1}}'));
    expect(Object.keys(value as JsonObject)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each([
    ['const', { const: { valueOf: 1, constructor: 2 } }],
    ['enum', { enum: [{ valueOf: 1, constructor: 2 }] }],
  ])('%s compares objects whose keys are those of Object.prototype', (_keyword, schema) => {
    expect(messages(schema, { valueOf: 1, constructor: 2 })).toEqual([]);
    expect(messages(schema, { valueOf: 2, constructor: 2 })).toHaveLength(1);
    expect(messages(schema, { toString: 1, hasOwnProperty: 2 })).toHaveLength(1);
  });

  it.each([
    [[{ valueOf: 1 }, { valueOf: 1 }], 1],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      1,
    ],
    [[1, '1', [1], ['1'], { 1: 1 }], 0],
    [[0, -0], 1],
    [
      [
        [1, 2],
        [2, 1],
      ],
      0,
    ],
  ] as [Json, number][])('uniqueItems of %j', (value, count) => {
    expect(messages({ uniqueItems: true }, value)).toHaveLength(count);
  });

  it('uniqueItems: false allows repeats', () => {
    expect(messages({ uniqueItems: false }, [1, 1])).toEqual([]);
  });
});

describe('a schema that recurses', () => {
  const TREE = { type: 'object', properties: { child: { $ref: '#' }, v: { type: 'number' } } };

  it('finds what is wrong deep inside', () => {
    expect(messages(TREE, { child: { child: { v: 'x' } } })).toEqual(['child.child.v: Expected number, got string']);
  });

  it('takes 200 levels and refuses more with a finding', () => {
    expect(messages(TREE, nested(200))).toEqual([]);
    expect(compileSchema(TREE).validate(nested(202)).findings).toEqual([
      expect.objectContaining({ code: 'too_deep', keyword: 'depth', message: 'child: Nested deeper than 200 levels' }),
    ]);
  });

  it('overflows no stack on a hundred thousand levels', () => {
    expect(
      compileSchema(TREE)
        .validate(nested(100_000))
        .findings.map(({ code }) => code),
    ).toEqual(['too_deep']);
  });
});

describe('work is bounded', () => {
  it.each([
    ['a catastrophic pattern', { pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`],
    ['a catastrophic key pattern', { patternProperties: { '^(a|a)*$': {} } }, { [`${'a'.repeat(50_000)}!`]: 1 }],
    ['a text of 8 MB that is no e-mail address', { format: 'email' }, 'a'.repeat(8_000_000)],
    ['colons without end', { format: 'url' }, `http://${':'.repeat(8_000)}`],
    ['10,000 different objects', { uniqueItems: true }, Array.from({ length: 10_000 }, (_, index) => ({ index }))],
  ] as [string, JsonSchema, Json][])('%s', (_rule, schema, value) => {
    const { validate } = compileSchema(schema);
    const started = performance.now();
    validate(value);
    expect(performance.now() - started).toBeLessThan(HANGS_MS);
  });

  it.each([
    ['wrong items', { items: { type: 'number' } }, Array.from({ length: 50_000 }, () => 'x')],
    [
      'wrong items behind a reference',
      {
        definitions: { n: { properties: { n: { $ref: '#/definitions/n' }, v: { type: 'number' } } } },
        items: { $ref: '#/definitions/n' },
      },
      Array.from({ length: 50_000 }, () => ({ v: 'x' })),
    ],
    [
      'surplus fields',
      { additionalProperties: false },
      Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`f${index}`, 1])),
    ],
    [
      'misnamed fields',
      { propertyNames: { pattern: '^x' } },
      Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`f${index}`, 1])),
    ],
  ] as [string, JsonSchema, Json][])(
    'of 50,000 %s a thousand are told, and that there are more',
    (_rule, schema, value) => {
      const { findings } = compileSchema(schema).validate(value);
      expect(findings.at(-1)?.message).toBe('input: More than 1000 findings; the others are not listed');
      expect(findings.length).toBeGreaterThan(1);
      expect(findings.length).toBeLessThan(1_100);
    },
  );

  it('errors that an alternative forgives are no findings, however many', () => {
    const numbers = {
      definitions: {
        n: { items: { $ref: '#/definitions/v' } },
        v: { type: 'number', not: { $ref: '#/definitions/w' } },
        w: { type: 'null' },
      },
    };
    const schema = { ...numbers, anyOf: [{ $ref: '#/definitions/n' }, { type: 'array' }] };
    expect(
      messages(
        schema,
        Array.from({ length: 5_000 }, () => 'x'),
      ),
    ).toEqual([]);
  });

  it('a schema of 5,000 properties works', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'number' }]));
    const value = Object.fromEntries(names.slice(1).map((name, index) => [name, index === 0 ? 'x' : index]));
    const schema = { properties, required: names, additionalProperties: false };
    expect(messages(schema, { ...value, q: 1 })).toEqual([
      'p0: This field is required',
      'q: This field is not allowed',
      'p1: Expected number, got string',
    ]);
  });
});

describe('a secret', () => {
  const PATTERN = { pattern: '^a$' };
  it.each([
    ['is not quoted', { properties: { key: { ...PATTERN, 'x-secret': true } } }, { key: 'hunter2' }],
    ['nor under allOf', { properties: { key: { 'x-secret': true, allOf: [PATTERN] } } }, { key: 'hunter2' }],
    [
      'nor inside a secret object',
      { properties: { o: { 'x-secret': true, properties: { key: PATTERN } } } },
      { o: { key: 'hunter2' } },
    ],
    [
      'nor behind a reference',
      {
        definitions: { s: { 'x-secret': true } },
        properties: { key: { allOf: [PATTERN, { $ref: '#/definitions/s' }] } },
      },
      { key: 'hunter2' },
    ],
    [
      'nor in a hint',
      { properties: { key: { 'x-secret': true, anyOf: [PATTERN, { pattern: '^b$' }] } } },
      { key: 'hunter2' },
    ],
    [
      'nor in 2020-12',
      { $schema: DRAFT_2020, properties: { key: { const: 'a', 'x-secret': true } } },
      { key: 'hunter2' },
    ],
    ['nor as a number', { properties: { key: { maximum: 1, 'x-secret': true } } }, { key: 7345 }],
    ['nor as a surplus name inside it', { 'x-secret': true, propertyNames: PATTERN }, { b: 1 }],
  ] as [string, JsonSchema, Json][])('%s', (_rule, schema, value) => {
    const { findings, secrets } = compileSchema(schema).validate(value);
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toMatch(/hunter2|7345/);
    expect(secrets).toHaveLength(1);
  });

  it('is written as ***', () => {
    expect(messages({ properties: { key: { ...PATTERN, 'x-secret': true } } }, { key: 'x' })).toEqual([
      "key: *** does not match pattern '^a$'",
    ]);
  });

  it('is one only where x-secret is true', () => {
    expect(messages({ properties: { key: { ...PATTERN, 'x-secret': false } } }, { key: 'x' })[0]).toContain("'x'");
  });
});

describe('a compiled schema', () => {
  it('is kept by content', () => {
    const first = compileSchema({ type: 'object', required: ['a'] });
    expect(compileSchema({ required: ['a'], type: 'object' })).toBe(first);
    expect(compileSchema({ required: ['b'], type: 'object' })).not.toBe(first);
  });

  it('does not change with the object that it was made from', () => {
    const schema = { enum: ['a'] };
    const validator = compileSchema(schema);
    schema.enum.push('b');
    expect(validator.validate('b').findings).toHaveLength(1);
    expect(compileSchema(schema).validate('b').findings).toEqual([]);
  });
});
