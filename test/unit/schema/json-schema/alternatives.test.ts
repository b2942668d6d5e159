import { describe, expect, it } from '@jest/globals';
import type { Json, JsonSchema } from '../../../../src/contracts/json.js';
import { compileSchema } from '../../../../src/schema/json-schema/compile-schema.js';

const SQUARE = {
  type: 'object',
  properties: { kind: { const: 'square' }, side: { type: 'number' } },
  required: ['kind', 'side'],
};
const CIRCLE = {
  type: 'object',
  properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
  required: ['kind', 'radius'],
};
/** Referred to, and calling each other, so that no schema is written into another. */
const LINKED = {
  definitions: { square: { ...SQUARE, not: { $ref: '#/definitions/never' } }, circle: CIRCLE, never: { type: 'null' } },
  anyOf: [{ $ref: '#/definitions/square' }, { $ref: '#/definitions/circle' }],
};

function messages(schema: JsonSchema, value: Json): string[] {
  return compileSchema(schema)
    .validate(value)
    .findings.map(({ message }) => message);
}

describe('alternatives that all fail', () => {
  it.each([
    [
      'of types are told as one',
      { anyOf: [{ type: 'string' }, { type: 'number' }] },
      true,
      ['input: Expected string or number, got boolean'],
    ],
    [
      'of values are told as one',
      { oneOf: [{ enum: ['x', 'y'] }, { const: 'z' }] },
      'w',
      ["input: 'w' is not one of ['x', 'y', 'z']"],
    ],
    [
      'leave out those of another type',
      { anyOf: [{ type: 'null' }, { enum: ['x'] }] },
      'w',
      ["input: 'w' is not one of ['x']"],
    ],
    [
      'leave out those of another kind',
      { anyOf: [SQUARE, CIRCLE] },
      { kind: 'circle' },
      ['radius: This field is required'],
    ],
    [
      'are told apart behind references',
      LINKED,
      { kind: 'circle', radius: 'x' },
      ['radius: Expected number, got string'],
    ],
    [
      'nest',
      { anyOf: [{ type: 'null' }, { anyOf: [SQUARE, CIRCLE] }] },
      { kind: 'square', side: 'x' },
      ['side: Expected number, got string'],
    ],
  ] as [string, JsonSchema, Json, string[]][])('%s', (_rule, schema, value, expected) => {
    expect(messages(schema, value)).toEqual(expected);
  });

  it('say what each form lacks where none was clearly meant', () => {
    const schema = { properties: { shape: { oneOf: [{ required: ['side'] }, { required: ['radius'] }] } } };
    expect(compileSchema(schema).validate({ shape: {} }).findings).toEqual([
      expect.objectContaining({
        message: 'shape: Does not have exactly one of the 2 allowed forms',
        hint: 'form 1: shape.side: This field is required; form 2: shape.radius: This field is required',
      }),
    ]);
  });

  it('say which two forms fit where only one may', () => {
    const schema = { oneOf: [{ type: 'string' }, { type: 'number' }, { minimum: 5 }] };
    expect(compileSchema(schema).validate(7).findings[0]?.hint).toBe('It has form 2 and form 3');
  });

  it('do not take over errors told before them', () => {
    const schema = {
      required: ['a'],
      allOf: [{ required: ['b'] }, { anyOf: [{ required: ['c'] }, { required: ['d'] }] }],
    };
    const told = messages(schema, {});
    expect(told).toContain('a: This field is required');
    expect(told).toContain('b: This field is required');
    expect(told).toContain('input: Does not have any of the 2 allowed forms');
    expect(told).toHaveLength(3);
  });

  it('keep the errors of several misnamed keys apart', () => {
    const schema = { propertyNames: { anyOf: [{ pattern: '^a' }, { pattern: '^b' }] } };
    expect(messages(schema, { x: 1, a: 1, y: 1 })).toEqual([
      'x: Does not have any of the 2 allowed forms',
      'y: Does not have any of the 2 allowed forms',
    ]);
  });

  it('do not report as unevaluated what a failed branch would have evaluated', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      anyOf: [{ properties: { b: { type: 'number' } }, required: ['b'] }],
      unevaluatedProperties: false,
    };
    expect(messages(schema, { b: 'x' })).toEqual(['b: Expected number, got string']);
  });
});
