import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/contracts/json.js';
import { document, findingsOf, placesOf, step } from '../documents.js';

describe('references to steps', () => {
  it.each([
    ['in input_mapping', { input_mapping: { a: { b: ['$step9.x'] } } }, '/workflow_steps/0/input_mapping/a/b/0'],
    ['in a condition', { condition: '$step9.x == 1' }, '/workflow_steps/0/condition'],
    ['in depends_on', { depends_on: [9] }, '/workflow_steps/0/depends_on/0'],
  ])('that the document does not have are errors: %s', (_case, more, path) => {
    const [finding, ...others] = findingsOf('unknown_step_reference', document([step(1, {}, more)]));
    expect(finding).toMatchObject({ severity: 'error', path, step_number: 1, hint: 'The document has the steps 1' });
    expect(others).toEqual([]);
  });
  it('that the document does not have are errors in risk rules too', () => {
    const source = document([step(1)], { risk_config: { rules: [{ condition: '$step9.x > 1', risk_factor: 0.5 }] } });
    expect(placesOf('unknown_step_reference', source)).toEqual(['error /risk_config/rules/0/condition']);
  });
  it('in a condition have their position', () => {
    const source = document([step(1, {}, { condition: '$input.a == 1 AND\n $step9.x == 2' })]);
    expect(findingsOf('unknown_step_reference', source)[0]?.position).toEqual({ line: 2, column: 2, offset: 19 });
  });
  it('have the position of the reference itself, not of a longer one', () => {
    const source = document([step(1, {}, { condition: '$step9.xy == 1 OR $step9.x == 2' })]);
    const offsets = findingsOf('unknown_step_reference', source).map(({ position }) => position?.offset);
    expect(offsets).toEqual([0, 18]);
  });
  it('of a higher number are fine', () => {
    expect(findingsOf('unknown_step_reference', document([step(1, { n: '$step2.n' }), step(2)]))).toEqual([]);
  });
});

describe('references to inputs', () => {
  const input_schema = {
    type: 'object',
    properties: {
      load: { type: 'number' },
      soil: { type: 'object', properties: { sbc: {} } },
      rows: { items: { properties: { w: {} } } },
    },
  };
  const reading = (reference: string, schema: JsonObject = input_schema): string[] =>
    placesOf('unknown_input_reference', document([step(1, { n: reference })], { input_schema: schema }));
  const WARNING = ['warning /workflow_steps/0/input_mapping/n'];

  it.each([
    ['$input.load', []],
    ['$input', []],
    ['$input.soil.sbc', []],
    ['$input.rows[3].w', []],
    ['$input.laod', WARNING],
    ['$input.soil.depth', WARNING],
    ['$input.load.value', WARNING],
    ['$input.rows[3].h', WARNING],
  ])('%s', (reference, expected) => {
    expect(reading(reference)).toEqual(expected);
  });
  it('misspelled have the nearest name as a hint', () => {
    const source = document([step(1, { n: '$input.laod' })], { input_schema });
    expect(findingsOf('unknown_input_reference', source)[0]?.hint).toContain('load');
  });
  it('are not judged without an input_schema', () => {
    expect(findingsOf('unknown_input_reference', document([step(1, { n: '$input.x' })]))).toEqual([]);
  });
  it.each([
    ['additionalProperties true', { additionalProperties: true }, WARNING],
    ['additionalProperties with a schema', { additionalProperties: { type: 'number' } }, []],
    ['patternProperties', { patternProperties: { '^x': {} } }, []],
    ['alternatives', { anyOf: [{ properties: { x: {} } }] }, []],
    ['required', { required: ['x'] }, []],
    ['allOf', { allOf: [{ properties: { x: {} } }] }, []],
  ])('that `properties` do not list, with %s', (_case, more, expected) => {
    expect(reading('$input.x', { ...input_schema, ...more })).toEqual(expected);
  });
  it('are found in conditions too, with their position', () => {
    const source = document([step(1, {}, { condition: '$input.laod > 1' })], { input_schema });
    expect(findingsOf('unknown_input_reference', source)[0]).toMatchObject({
      path: '/workflow_steps/0/condition',
      position: { line: 1, column: 1, offset: 0 },
    });
  });
});

describe('references to fields of outputs', () => {
  const reading = (reference: string, more: JsonObject = {}): string[] =>
    placesOf(
      'unknown_output_field',
      document([
        step(1, { parts: [] }, { function_to_call: 'text.join', output_variable: 'joined', ...more }),
        step(2, { n: reference }),
      ]),
    );
  const WARNING = ['warning /workflow_steps/1/input_mapping/n'];

  it.each([
    ['$step1', []],
    ['$step1.joined', []],
    ['$step1.joined.text', []],
    ['$step1.text', []],
    ['$step1.txt', WARNING],
    ['$step1.joined.txt', WARNING],
    ['$step1.text.length', WARNING],
  ])('%s', (reference, expected) => {
    expect(reading(reference)).toEqual(expected);
  });
  it("are looked up in the step's own output_schema where it has one", () => {
    const output_schema = { properties: { total: { type: 'number' } } };
    expect(reading('$step1.total', { output_schema })).toEqual([]);
    expect(reading('$step1.text', { output_schema })).toEqual(WARNING);
  });
  it('are not judged where nothing is known', () => {
    expect(findingsOf('unknown_output_field', document([step(1), step(2, { n: '$step1.any' })]))).toEqual([]);
  });
});

describe('references of no known kind', () => {
  it.each([
    ['$inptu.load', 'unknown_reference_root'],
    ['$step1.__proto__', 'forbidden_name'],
    ['$input.constructor.x', 'forbidden_name'],
  ] as const)('%s in input_mapping is an error', (reference, code) => {
    expect(placesOf(code, document([step(1, { n: reference })]))).toEqual(['error /workflow_steps/0/input_mapping/n']);
  });
  it('an argument of a forbidden name is an error', () => {
    const source = document([step(1, JSON.parse('{"__proto__": 1}'))]);
    expect(placesOf('forbidden_name', source)).toEqual(['error /workflow_steps/0/input_mapping/__proto__']);
  });
  it('$$ starts a literal', () => {
    expect(findingsOf('unknown_reference_root', document([step(1, { n: '$$inptu.load' })]))).toEqual([]);
  });
});
