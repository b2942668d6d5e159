import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/contracts/json.js';
import { document, findingsOf, placesOf, step } from '../documents.js';

const calling = (function_to_call: string, input_mapping: JsonObject, more: JsonObject = {}): JsonObject =>
  document([step(1, input_mapping, { function_to_call, ...more })]);

describe('function_to_call', () => {
  it('of an unknown function is an error with the nearest name', () => {
    const [finding] = findingsOf('unknown_function', calling('demo.ehco', {}));
    expect(finding).toMatchObject({ severity: 'error', path: '/workflow_steps/0/function_to_call', step_number: 1 });
    expect(finding?.hint).toContain('demo.echo');
  });
  it('of a name like no other has no hint', () => {
    expect(findingsOf('unknown_function', calling('nobody.has_this', {}))[0]).not.toHaveProperty('hint');
  });
});

describe('arguments', () => {
  it('that the function does not know are warnings with the nearest name', () => {
    const source = calling('demo.sleep', { seconds: 1, vlaue: 2 });
    expect(placesOf('unknown_argument', source)).toEqual(['warning /workflow_steps/0/input_mapping/vlaue']);
    expect(findingsOf('unknown_argument', source)[0]?.hint).toContain('value');
  });
  it.each([
    ['a function that declares none', 'demo.echo', { anything: 1 }],
    ['a function that allows more', 'open.call', { n: 1, anything: 1 }],
  ])('of %s are not judged', (_case, name, mapping) => {
    expect(findingsOf('unknown_argument', calling(name, mapping))).toEqual([]);
  });
  it('that the function requires and the step leaves out are warnings', () => {
    expect(placesOf('missing_argument', calling('demo.sleep', { value: 1 }))).toEqual([
      'warning /workflow_steps/0/input_mapping/seconds',
    ]);
  });
});

describe('types of arguments', () => {
  const WARNING = 'warning /workflow_steps/0/input_mapping';
  const input = (schema: JsonObject, more: JsonObject = {}): JsonObject => ({
    ...document([step(1, { seconds: '$input.x' }, { function_to_call: 'demo.sleep' })]),
    input_schema: { type: 'object', properties: { x: schema }, ...more },
  });

  it.each([
    ['a string', 'abc'],
    ['null', null],
    ['a list', [1]],
    ['an object', { n: 1 }],
  ])('%s where a number is needed is an error as a literal', (_case, seconds) => {
    expect(placesOf('type_mismatch', calling('demo.sleep', { seconds }))).toEqual([
      'error /workflow_steps/0/input_mapping/seconds',
    ]);
  });
  it('a literal in a step that a condition may keep from running is a warning', () => {
    const source = calling('demo.sleep', { seconds: 'abc' }, { condition: '$input.x == 1' });
    expect(placesOf('type_mismatch', source)).toEqual([`${WARNING}/seconds`]);
  });
  it.each([
    ['an input of another type', { type: 'string' }, {}, [`${WARNING}/seconds`]],
    [
      'a required input of another type',
      { type: 'string' },
      { required: ['x'] },
      ['error /workflow_steps/0/input_mapping/seconds'],
    ],
    ['an enum of another type', { enum: ['a', 'b'] }, {}, [`${WARNING}/seconds`]],
    ['alternatives of other types', { anyOf: [{ type: 'string' }, { type: 'null' }] }, {}, [`${WARNING}/seconds`]],
    ['an integer for a number', { type: 'integer' }, {}, []],
    ['one of several types that fits', { type: ['number', 'null'] }, {}, []],
    ['alternatives of which one fits', { anyOf: [{ type: 'string' }, { type: 'number' }] }, {}, []],
    ['an input of no stated type', {}, {}, []],
  ])('%s', (_case, schema, more, expected) => {
    expect(placesOf('type_mismatch', input(schema, more))).toEqual(expected);
  });
  it('are followed through a local $ref', () => {
    const source = { ...input({ $ref: '#/definitions/name' }) };
    source.input_schema = { ...(source.input_schema as JsonObject), definitions: { name: { type: 'string' } } };
    expect(placesOf('type_mismatch', source)).toEqual([`${WARNING}/seconds`]);
  });
  it('a number may turn out to be whole, so it fits an integer', () => {
    const source = document([step(1, { parts: [], times: '$input.n' }, { function_to_call: 'text.join' })], {
      input_schema: { properties: { n: { type: 'number' } } },
    });
    expect(findingsOf('type_mismatch', source)).toEqual([]);
  });
  it('of a list or an object with references inside are those of a list or an object', () => {
    const source = calling('text.join', { parts: { a: '$input.x' }, options: ['$input.x'] });
    expect(placesOf('type_mismatch', source)).toHaveLength(2);
  });
  it('of the context are not known', () => {
    expect(findingsOf('type_mismatch', calling('demo.sleep', { seconds: '$context.user_id' }))).toEqual([]);
  });
  it('long literals are cut off in the message', () => {
    const [finding] = findingsOf('type_mismatch', calling('demo.sleep', { seconds: 'x'.repeat(100) }));
    expect(finding?.message).toMatch(/^seconds: demo\.sleep takes number, and "x{39}… is string$/);
  });
  it('are checked inside lists and objects', () => {
    const source = calling('text.join', { parts: ['a', 1, '$input.x'], options: { separator: 2 } });
    expect(placesOf('type_mismatch', source)).toEqual([
      'error /workflow_steps/0/input_mapping/options/separator',
      'error /workflow_steps/0/input_mapping/parts/1',
    ]);
  });

  const joined = { function_to_call: 'text.join' };
  const output_schema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
  it.each([
    ["the producer's function", {}, 'warning'],
    ["the producer's own output_schema", { output_schema }, 'error'],
    [
      'an output_schema that a fallback_value may pass by',
      { output_schema, error_handling: { fallback_value: 1 } },
      'warning',
    ],
  ])('of an output are known from %s', (_case, more, severity) => {
    const source = document([
      step(1, { parts: [] }, { ...joined, ...more }),
      step(2, { seconds: '$step1.text' }, { function_to_call: 'demo.sleep' }),
    ]);
    expect(placesOf('type_mismatch', source)).toEqual([`${severity} /workflow_steps/1/input_mapping/seconds`]);
  });
});
