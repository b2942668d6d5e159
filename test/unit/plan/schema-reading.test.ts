import { describe, expect, it } from '@jest/globals';
import type { PathSegment } from '../../../src/contracts/expression.js';
import type { JsonSchema } from '../../../src/contracts/json.js';
import { destinationOf } from '../../../src/plan/schema-reading/schema-path.js';
import { placeOf } from '../../../src/plan/schema-reading/schema-place.js';
import { typesAt } from '../../../src/plan/schema-reading/schema-types.js';

describe('the types that a schema allows', () => {
  it.each<[string, JsonSchema, string[] | undefined]>([
    ['one type', { type: 'string' }, ['string']],
    ['several types', { type: ['string', 'null'] }, ['string', 'null']],
    ['const', { const: [1] }, ['array']],
    ['enum', { enum: [1, 1.5, 'a', null, true, {}] }, ['integer', 'number', 'string', 'null', 'boolean', 'object']],
    ['oneOf', { oneOf: [{ type: 'string' }, { const: 1 }] }, ['string', 'integer']],
    ['anyOf of which one says nothing', { anyOf: [{ type: 'string' }, {}] }, undefined],
    ['allOf, what all allow', { type: ['string', 'number'], allOf: [{ type: ['number', 'null'] }] }, ['number']],
    ['allOf, the narrower number', { type: 'number', allOf: [{ type: 'integer' }] }, ['integer']],
    ['a reference by $defs', { $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'null' } } }, ['null']],
    ['a reference into a list', { $ref: '#/allOf/0', allOf: [{ type: 'null' }] }, ['null']],
    ['a reference to itself', { $ref: '#' }, undefined],
    ['alternatives that lead back', { anyOf: [{ $ref: '#' }, { $ref: '#' }] }, undefined],
    ['a reference that leaves the schema', { $ref: 'https://example.com/x' }, undefined],
    ['a reference to an anchor', { $ref: '#name' }, undefined],
    ['a reference that is not decoded', { $ref: '#/%zz' }, undefined],
    ['a reference to nothing', { $ref: '#/definitions/x/y' }, undefined],
    ['an unknown type', { type: 'nonsense' }, undefined],
    ['true', true, undefined],
    ['nothing', {}, undefined],
  ])('by %s', (_case, schema, types) => {
    expect(typesAt(placeOf(schema))).toEqual(types);
  });
});

describe('a path through a schema', () => {
  const properties = { a: { type: 'object', properties: { b: { type: 'string' } } } };
  it.each<[string, JsonSchema, PathSegment[], object]>([
    ['leads to a property', { properties }, ['a', 'b'], { kind: 'known', certain: false }],
    ['is certain when all is required', { properties, required: ['a'] }, ['a'], { kind: 'known', certain: true }],
    ['leads to what is only required', { required: ['x'] }, ['x'], { kind: 'known', certain: true }],
    ['leads to an item', { items: { type: 'number' } }, [3], { kind: 'known' }],
    ['leads to an item of a tuple', { items: [{}, { type: 'number' }] }, [1], { kind: 'known' }],
    ['leads to an item by prefixItems', { prefixItems: [{}], items: false }, [0], { kind: 'known' }],
    ['leads behind a tuple to nothing known', { type: 'array', items: [{}] }, [5], { kind: 'unknown' }],
    [
      'leads to what additionalProperties describe',
      { properties, additionalProperties: { type: 'number' } },
      ['x'],
      { kind: 'known' },
    ],
    [
      'leads to nothing known in an open object',
      { properties, additionalProperties: true },
      ['x'],
      { kind: 'unknown' },
    ],
    ['leads to nothing known among patterns', { properties, patternProperties: { x: {} } }, ['x'], { kind: 'unknown' }],
    ['leads to nothing known among alternatives', { properties, oneOf: [{}] }, ['x'], { kind: 'unknown' }],
    ['leads to nothing known in an empty schema', {}, ['x', 'y'], { kind: 'unknown' }],
    ['ends at an unlisted property', { properties }, ['a', 'c'], { kind: 'undeclared', depth: 1, names: ['b'] }],
    ['ends in a closed object', { additionalProperties: false }, ['x'], { kind: 'undeclared', depth: 0, names: [] }],
    ['ends at a text, which has no members', { type: 'string' }, ['length'], { kind: 'undeclared', depth: 0 }],
    ['ends at a list, which has no properties', { type: 'array' }, ['length'], { kind: 'undeclared', depth: 0 }],
    ['ends at a name of the prototype', { properties }, ['toString'], { kind: 'undeclared', names: ['a'] }],
  ])('%s', (_case, schema, path, expected) => {
    expect(destinationOf(placeOf(schema), path)).toMatchObject(expected);
  });
});
