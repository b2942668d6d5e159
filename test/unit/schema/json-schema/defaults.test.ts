import { describe, expect, it } from '@jest/globals';
import type { Json, JsonSchema } from '../../../../src/contracts/json.js';
import { compileSchema } from '../../../../src/schema/json-schema/compile-schema.js';

const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';
const ONE = { default: 1 };

describe('default', () => {
  it.each([
    ['of a missing property', { properties: { a: ONE } }, {}, { a: 1 }],
    ['not of one that is null', { properties: { a: ONE } }, { a: null }, { a: null }],
    ['inside an object that is there', { properties: { o: { properties: { a: ONE } } } }, { o: {} }, { o: { a: 1 } }],
    ['not inside an object that is missing', { properties: { o: { properties: { a: ONE } } } }, {}, {}],
    [
      'inside an object that a default made',
      { properties: { o: { default: {}, properties: { a: ONE } } } },
      {},
      { o: { a: 1 } },
    ],
    ['in every item', { items: { properties: { a: ONE } } }, [{}, { a: 2 }], [{ a: 1 }, { a: 2 }]],
    ['in items beyond a tuple', { items: [{}], additionalItems: { properties: { a: ONE } } }, [{}, {}], [{}, { a: 1 }]],
    ['of a missing tuple item', { items: [{}, ONE] }, [0], [0, 1]],
    ['of a missing prefix item', { $schema: DRAFT_2020, prefixItems: [ONE, { default: 2 }] }, [], [1, 2]],
    [
      'in items beyond the prefix',
      { $schema: DRAFT_2020, prefixItems: [{}], items: { properties: { a: ONE } } },
      [{}, {}],
      [{}, { a: 1 }],
    ],
    ['in allOf', { allOf: [{ properties: { a: ONE } }] }, {}, { a: 1 }],
    ['behind a reference', { definitions: { d: { properties: { a: ONE } } }, $ref: '#/definitions/d' }, {}, { a: 1 }],
    [
      'of the schema referred to',
      { definitions: { d: ONE }, properties: { a: { $ref: '#/definitions/d' } } },
      {},
      { a: 1 },
    ],
    [
      'in recursive schemas',
      { properties: { c: { $ref: '#' }, a: ONE } },
      { c: { c: {} } },
      { a: 1, c: { a: 1, c: { a: 1 } } },
    ],
    ['in further properties', { additionalProperties: { properties: { a: ONE } } }, { x: {} }, { x: { a: 1 } }],
    [
      'in properties by pattern',
      { patternProperties: { '^x': { properties: { a: ONE } } } },
      { x: {}, y: {} },
      { x: { a: 1 }, y: {} },
    ],
    ['in then', { if: { required: ['k'] }, then: { properties: { a: ONE } } }, { k: 1 }, { k: 1, a: 1 }],
    [
      'in else',
      { if: { required: ['k'] }, then: { properties: { a: ONE } }, else: { properties: { b: ONE } } },
      {},
      { b: 1 },
    ],
    ['in dependent schemas', { dependencies: { k: { properties: { a: ONE } } } }, { k: 1 }, { k: 1, a: 1 }],
    ['not for a property that is not there', { dependencies: { k: { properties: { a: ONE } } } }, {}, {}],
    ['not in anyOf', { anyOf: [{ properties: { a: ONE } }] }, {}, {}],
    ['not in oneOf', { oneOf: [{ properties: { a: ONE } }] }, {}, {}],
    [
      'of a name that objects inherit',
      { properties: { constructor: ONE, toString: ONE } },
      {},
      { constructor: 1, toString: 1 },
    ],
    ['not where the value is no object', { properties: { a: ONE } }, 'text', 'text'],
  ] as [string, JsonSchema, Json, Json][])('%s', (_rule, schema, value, expected) => {
    expect(compileSchema(schema).validate(value)).toEqual({ value: expected, findings: [], secrets: [] });
  });

  it('leaves the value that it was given as it is', () => {
    const value = { o: {} };
    const { value: filled } = compileSchema({ properties: { o: { properties: { a: ONE } } } }).validate(value);
    expect(filled).not.toBe(value);
    expect(value).toEqual({ o: {} });
  });

  it('is a copy each time', () => {
    const validator = compileSchema({ properties: { list: { default: [] } } });
    const first = validator.validate({}).value as { list: number[] };
    first.list.push(1);
    expect(validator.validate({}).value).toEqual({ list: [] });
  });

  it('satisfies required', () => {
    expect(compileSchema({ properties: { a: ONE }, required: ['a'] }).validate({}).findings).toEqual([]);
  });

  it('is checked like any value', () => {
    const { findings } = compileSchema({ properties: { a: { type: 'string', default: 1 } } }).validate({});
    expect(findings.map(({ message }) => message)).toEqual(['a: Expected string, got number']);
  });

  it('of an alternative that does not fit leaves no mark', () => {
    const schema = {
      definitions: {
        a: { properties: { k: { const: 'a' }, d: ONE, next: { $ref: '#/definitions/a' } } },
        b: { properties: { k: { const: 'b' } }, additionalProperties: false },
      },
      anyOf: [{ $ref: '#/definitions/a' }, { $ref: '#/definitions/b' }],
    };
    expect(compileSchema(schema).validate({ k: 'b' })).toEqual({ value: { k: 'b' }, findings: [], secrets: [] });
  });
});
