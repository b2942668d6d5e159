import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/contracts/json.js';
import type { FormField } from '../../../../web/src/pages/workflow/run/form-field.js';
import { initialInput } from '../../../../web/src/pages/workflow/run/input-value.js';
import { readInputSchema } from '../../../../web/src/pages/workflow/run/read-schema.js';

const fieldsOf = (properties: JsonObject, more: JsonObject = {}): FormField[] =>
  readInputSchema({ type: 'object', properties, ...more }) ?? [];
const fieldOf = (schema: JsonObject, more: JsonObject = {}) => fieldsOf({ it: schema }, more)[0];

describe('the form of an input schema', () => {
  it.each([
    [
      'a number',
      { type: 'number', minimum: 0, exclusiveMaximum: 9 },
      { kind: 'number', min: 0, max: 9, below_max: true },
    ],
    ['an integer', { type: 'integer' }, { kind: 'number', step: 1 }],
    ['a multiple', { type: 'number', multipleOf: 0.25 }, { kind: 'number', step: 0.25 }],
    ['a number or null', { type: ['number', 'null'] }, { kind: 'number' }],
    ['a text', { type: 'string' }, { kind: 'text', long: false, secret: false }],
    ['a secret', { type: 'string', 'x-secret': true }, { kind: 'text', secret: true }],
    ['an enum', { enum: ['a', 2] }, { kind: 'choice', choices: ['a', 2] }],
    ['a const', { const: 'a' }, { kind: 'choice', choices: ['a'] }],
    ['a boolean with a default', { type: 'boolean', default: true }, { kind: 'switch', fallback: true }],
    ['a boolean that may be left out', { type: 'boolean' }, { kind: 'choice', choices: [true, false] }],
    ['a list', { type: 'array', items: { type: 'string' }, maxItems: 3 }, { kind: 'list', max_items: 3 }],
    ['an object', { type: 'object', properties: { a: { type: 'string' } } }, { kind: 'group' }],
    ['an object without properties', { type: 'object' }, { kind: 'json' }],
    ['several types', { type: ['string', 'number'] }, { kind: 'json' }],
    ['alternatives', { oneOf: [{ type: 'string' }] }, { kind: 'json' }],
    ['anything', {}, { kind: 'json' }],
  ])('has for %s a field of its kind', (_name, schema, field) => {
    expect(fieldOf(schema as JsonObject)).toMatchObject(field);
  });
  it('says title, description, unit, default, example, and what is required', () => {
    const schema = { type: 'number', title: 'Span', description: 'Clear span (m)', default: 5, examples: [6] };
    expect(fieldOf(schema, { required: ['it'] })).toMatchObject({
      name: 'it',
      label: 'Span',
      about: 'Clear span',
      unit: 'm',
      required: true,
      fallback: 5,
      example: '6',
    });
  });
  it('follows local references, and gives up on one that goes round', () => {
    const $defs = { length: { type: 'number', minimum: 0 }, round: { $ref: '#/$defs/round' } };
    expect(fieldOf({ $ref: '#/$defs/length' }, { $defs })).toMatchObject({ kind: 'number', min: 0 });
    expect(fieldOf({ $ref: '#/$defs/round' }, { $defs })).toMatchObject({ kind: 'json' });
  });
  it('ends in JSON where a schema contains itself', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
    const text = JSON.stringify(fieldOf({ $ref: '#/$defs/node' }, { $defs: { node } }));
    expect(text).toContain('"kind":"json"');
  });
  it.each([null, true, { type: 'array' }, { type: 'object' }, { oneOf: [] }])('is none for %j', (schema) => {
    expect(readInputSchema(schema)).toBeNull();
  });
});

describe('what a form begins with', () => {
  it('is the defaults, also of what is inside, and what has to be there', () => {
    const fields = fieldsOf(
      {
        span: { type: 'number', default: 5 },
        name: { type: 'string' },
        soil: { type: 'object', properties: { depth: { type: 'number', default: 1.5 } }, default: { kind: 'clay' } },
        empty: { type: 'object', properties: { a: { type: 'string' } } },
        rows: { type: 'array', items: { type: 'string' } },
        on: { type: 'boolean' },
        only: { const: 'v1' },
        key: { type: 'string', default: 'hidden', 'x-secret': true },
      },
      { required: ['rows', 'on', 'only'] },
    );
    expect(initialInput(fields)).toEqual({
      span: 5,
      soil: { depth: 1.5, kind: 'clay' },
      rows: [],
      on: false,
      only: 'v1',
    });
  });
});

it('the numbers of a list have the unit that the list says', () => {
  const list = fieldOf({ type: 'array', items: { type: 'number' }, description: 'Spacings (mm)' });
  expect(list).toMatchObject({ kind: 'list', item: { kind: 'number', unit: 'mm' } });
});
