import { describe, expect, it } from '@jest/globals';
import type { FindingCode } from '../../../../src/contracts/finding-codes.js';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { compiled, document, findingsOf, placesOf, step } from '../documents.js';

const PLACE = '/workflow_steps/0/foreach';
const over = (foreach: Json, input_mapping: JsonObject = {}, more: JsonObject = {}): JsonObject =>
  step(1, input_mapping, { foreach, ...more });

describe('foreach', () => {
  it.each<[Json, FindingCode, string]>([
    ['', 'reference_syntax', PLACE],
    ['rows', 'reference_syntax', PLACE],
    ['$$input.rows', 'reference_syntax', PLACE],
    ['$input.rows and more', 'reference_syntax', PLACE],
    ['len($input.rows)', 'reference_syntax', PLACE],
    ['$input.', 'reference_syntax', PLACE],
    ['$inptu.rows', 'unknown_reference_root', PLACE],
    ['$input.__proto__', 'forbidden_name', PLACE],
    [{ items: 'rows' }, 'reference_syntax', `${PLACE}/items`],
    ['$item', 'unknown_reference_root', PLACE],
    ['$index', 'unknown_reference_root', PLACE],
    [{ items: '$item.rows' }, 'unknown_reference_root', `${PLACE}/items`],
    ['$step9.rows', 'unknown_step_reference', PLACE],
    [{ items: '$step9' }, 'unknown_step_reference', `${PLACE}/items`],
    [5, 'schema_violation', PLACE],
    [{}, 'schema_violation', `${PLACE}/items`],
  ])('%j is an error: %s', (foreach, code, path) => {
    const { plan, findings } = compiled(document([over(foreach)]));
    expect(findings).toMatchObject([{ code, severity: 'error', path, step_number: 1 }]);
    expect(plan).toBeNull();
  });

  it('that cannot be read says where, and what was likely meant', () => {
    expect(findingsOf('reference_syntax', document([over('$input.rows + 1')]))[0]).toMatchObject({
      position: { line: 1, column: 12, offset: 11 },
      message: expect.stringMatching(/^foreach: Line 1, column 12: found ' \+ 1' behind \$input\.rows/),
    });
    expect(findingsOf('reference_syntax', document([over('input.rows')]))[0]?.hint).toBe('Did you mean $input.rows?');
  });

  it('is a dependency, and can close a cycle', () => {
    const { graph, findings } = compiled(document([step(1), step(2, {}, { foreach: '$step1.rows' })]));
    expect([graph?.edges, findings]).toEqual([[[1, 2]], []]);
    expect(placesOf('dependency_cycle', document([over('$step1.rows')]))).toEqual(['error /workflow_steps/0']);
  });

  it('of an input that is not declared is a warning', () => {
    const input_schema = { properties: { rows: {} } };
    expect(placesOf('unknown_input_reference', document([over('$input.rosw')], { input_schema }))).toEqual([
      `warning ${PLACE}`,
    ]);
  });

  it('of a field that the output does not have is a warning', () => {
    const joined = step(2, { parts: [] }, { function_to_call: 'text.join' });
    expect(placesOf('unknown_output_field', document([over('$step2.txt'), joined]))).toEqual([`warning ${PLACE}`]);
  });
});

describe('a foreach that is no list', () => {
  const inputOf = (schema: JsonObject, required: string[] = [], more: JsonObject = {}): string[] =>
    placesOf(
      'type_mismatch',
      document([over('$input.x', {}, more)], { input_schema: { properties: { x: schema }, required } }),
    );

  it.each([
    ['another type', { type: 'string' }, [], ['warning']],
    ['a required input of another type', { type: 'object' }, ['x'], ['error']],
    ['a list', { type: 'array' }, ['x'], []],
    ['a list or null', { type: ['array', 'null'] }, ['x'], []],
    ['no stated type', {}, ['x'], []],
  ])('by the input_schema: %s', (_case, schema, required, severities) => {
    expect(inputOf(schema, required)).toEqual(severities.map((severity) => `${severity} ${PLACE}`));
  });

  it('is a warning where a condition may keep the step from running', () => {
    expect(inputOf({ type: 'object' }, ['x'], { condition: '$input.y > 1' })).toEqual([`warning ${PLACE}`]);
  });

  const output_schema = { properties: { total: { type: 'number' } }, required: ['total'] };
  it.each([
    ["the producer's function", '$step2.text', { function_to_call: 'text.join' }, ['warning']],
    ["the producer's own output_schema", '$step2.total', { output_schema }, ['error']],
    ['the whole output of a function', '$step2', { function_to_call: 'text.join' }, ['warning']],
    ['the whole output where nothing is known', '$step2', {}, []],
    ['the whole of a step with foreach', '$step2', { foreach: '$input.rows', output_schema }, []],
  ])('by %s', (_case, foreach, more, severities) => {
    const source = document([over(foreach), step(2, { parts: [] }, more)]);
    expect(placesOf('type_mismatch', source)).toEqual(severities.map((severity) => `${severity} ${PLACE}`));
  });

  it('is told with what it is', () => {
    const [finding] = findingsOf('type_mismatch', document([over('$step2.count'), joinedStep]));
    expect(finding?.message).toBe('foreach needs a list, and $step2.count is integer');
  });
  const joinedStep = step(2, { parts: [] }, { function_to_call: 'text.join' });
});

describe('$item and $index', () => {
  const AT = 'error /workflow_steps/0/input_mapping';
  it.each([
    ['$item.load', { n: '$item.load' }, [`${AT}/n`]],
    ['$index', { a: ['$index'] }, [`${AT}/a/0`]],
    ['both', { a: '$item', b: '$index' }, [`${AT}/a`, `${AT}/b`]],
  ])('are errors in a step without foreach: %s', (_case, mapping, places) => {
    const source = document([step(1, mapping)]);
    expect(placesOf('unknown_reference_root', source)).toEqual(places);
    expect(findingsOf('unknown_reference_root', source)[0]).toMatchObject({
      step_number: 1,
      hint: expect.stringContaining('"foreach": "$input.rows"'),
    });
  });

  it.each([
    ['of a step', document([over('$input.rows', {}, { condition: '$item.load > 5' })]), '/workflow_steps/0/condition'],
    ['of a step, as an index', document([step(1, {}, { condition: '$index == 0' })]), '/workflow_steps/0/condition'],
    [
      'of a risk rule',
      document([step(1)], { risk_config: { rules: [{ condition: '1 < $item', risk_factor: 1 }] } }),
      '/risk_config/rules/0/condition',
    ],
  ])('are errors in a condition %s', (_case, source, path) => {
    expect(findingsOf('unknown_reference_root', source)).toMatchObject([
      {
        severity: 'error',
        path,
        message: expect.stringContaining('only in the input_mapping of a step with foreach'),
        hint: expect.stringContaining('^'),
      },
    ]);
  });

  it('are refused in conditions of validation_rules', () => {
    const validation_rules = [{ rule_type: 'expression', condition: '$item.load > 5' }];
    const [finding] = findingsOf('condition_syntax', document([over('$input.rows', {}, { validation_rules })]));
    expect(finding?.message).toContain('only in the input_mapping of a step with foreach');
  });

  it('are read in the input_mapping of a step with foreach, be its list readable or not', () => {
    const mapping = { a: '$item.load', b: { c: ['$index', '$item[0]'] } };
    expect(compiled(document([over('$input.rows', mapping)])).findings).toEqual([]);
    expect(findingsOf('unknown_reference_root', document([over('rows', mapping)]))).toEqual([]);
  });

  it.each([
    ['$item.__proto__', 'forbidden_name'],
    ['$index.x', 'reference_syntax'],
    ['$itme.x', 'unknown_reference_root'],
  ] as const)('%s is an error: %s', (reference, code) => {
    expect(placesOf(code, document([over('$input.rows', { n: reference })]))).toEqual([`${AT}/n`]);
  });
});

describe('what is known about an item', () => {
  const rows = { items: { properties: { w: { type: 'number' }, name: { type: 'string' } } } };
  const pair = { type: 'array', items: [{ type: 'string' }, { type: 'number' }] };
  const input_schema = { properties: { rows, pair } };
  const sleeping = (foreach: Json, seconds: string, ...others: JsonObject[]): JsonObject =>
    document([over(foreach, { seconds }, { function_to_call: 'demo.sleep' }), ...others], { input_schema });
  const SECONDS = 'warning /workflow_steps/0/input_mapping/seconds';
  const output = (schema: JsonObject, more: JsonObject = {}): JsonObject =>
    step(2, {}, { output_schema: schema, ...more });
  const list = (properties: JsonObject): JsonObject => ({
    type: 'object',
    properties: { rows: { type: 'array', items: { type: 'object', properties } } },
    required: ['rows'],
  });

  it.each<[string, string, JsonObject[], string[]]>([
    ['$input.rows', '$item.w', [], []],
    ['$input.rows', '$item.name', [], [SECONDS]],
    ['$input.rows', '$item', [], []],
    ['$input.pair', '$item', [], []],
    ['$input.rows', '$index', [], []],
    ['$context.rows', '$item.name', [], []],
    ['$step2.rows', '$item.n', [output(list({ n: { type: 'number' } }))], []],
    ['$step2.rows', '$item.n', [output(list({ n: { type: 'string' } }))], [SECONDS]],
    [
      '$step2',
      '$item.text',
      [step(2, { parts: [] }, { function_to_call: 'text.join', foreach: '$input.rows' })],
      [SECONDS],
    ],
    ['$step9', '$item.text', [], []],
  ])('types: of %s, %s as a number', (foreach, seconds, others, expected) => {
    expect(placesOf('type_mismatch', sleeping(foreach, seconds, ...others))).toEqual(expected);
  });

  it('$index is a number for certain, and only an empty list keeps it from coming', () => {
    const source = document([over('$input.rows', { parts: '$index' }, { function_to_call: 'text.join' })]);
    expect(findingsOf('type_mismatch', source)).toMatchObject([
      { severity: 'warning', message: 'parts: text.join takes array, and $index is integer' },
    ]);
  });

  it.each<[string, string, string, JsonObject[]]>([
    ['unknown_input_reference', '$input.rows', 'the input_schema does not declare hight', []],
    [
      'unknown_output_field',
      '$step2.rows',
      'an item of the output of step 2 has no field hight',
      [output(list({ n: {} }))],
    ],
  ])('%s: a field that items of %s do not have', (code, foreach, message, others) => {
    const source = sleeping(foreach, '$item.hight', ...others);
    expect(findingsOf(code as FindingCode, source)).toMatchObject([
      { severity: 'warning', path: '/workflow_steps/0/input_mapping/seconds', message: `$item.hight: ${message}` },
    ]);
  });
});

describe('the output of a step with foreach', () => {
  const LIST = { function_to_call: 'text.join', foreach: '$input.rows', output_variable: 'texts' };
  const reading = (reference: string, more: JsonObject = {}): JsonObject =>
    document([step(1, { parts: [] }, { ...LIST, ...more }), step(2, { n: reference })]);
  const WARNING = ['warning /workflow_steps/1/input_mapping/n'];

  it.each([
    ['$step1.texts', []],
    ['$step1.texts[0].text', []],
    ['$step1[0].count', []],
    ['$step1.texts[0].txt', WARNING],
    ['$step1.text', WARNING],
    ['$step1.texts.text', WARNING],
  ])('is a list of outputs: %s', (reference, expected) => {
    expect(placesOf('unknown_output_field', reading(reference))).toEqual(expected);
  });

  it('that is read like one output has a hint', () => {
    expect(findingsOf('unknown_output_field', reading('$step1.text'))[0]?.hint).toContain('is a list');
  });

  it.each([
    ['fail', 'number'],
    ['skip', 'number or null'],
  ])('has, with on_error %s, items that are %s', (on_error, types) => {
    const more = { error_handling: { on_error }, output_schema: { type: 'number' } };
    const source = document([
      step(1, { parts: [] }, { ...LIST, ...more }),
      step(2, { parts: '$step1[0]' }, { function_to_call: 'text.join' }),
    ]);
    expect(findingsOf('type_mismatch', source).map(({ message }) => message)).toEqual([
      `parts: text.join takes array, and $step1[0] is ${types}`,
    ]);
  });

  it('has local references of its schema resolved inside the schema of an item', () => {
    const output_schema = {
      $ref: '#/definitions/row',
      definitions: { row: { type: 'object', properties: { a: {} } } },
    };
    expect(placesOf('unknown_output_field', reading('$step1[3].a', { output_schema }))).toEqual([]);
    expect(placesOf('unknown_output_field', reading('$step1[3].b', { output_schema }))).toEqual(WARNING);
  });

  it('is a list even where nothing is known about the function', () => {
    const source = document([
      step(1, {}, { function_to_call: 'nobody.has_this', foreach: '$input.rows' }),
      step(2, { seconds: '$step1' }, { function_to_call: 'demo.sleep' }),
    ]);
    expect(placesOf('type_mismatch', source)).toEqual(['warning /workflow_steps/1/input_mapping/seconds']);
  });

  it('has the schema of one output checked against fallback_value', () => {
    const more = { error_handling: { on_error: 'continue', fallback_value: 'x' }, output_schema: { type: 'number' } };
    expect(placesOf('fallback_violates_schema', document([over('$input.rows', {}, more)]))).toEqual([
      'warning /workflow_steps/0/error_handling/fallback_value',
    ]);
  });
});

describe('arguments in a step with foreach', () => {
  it('of the wrong type are warnings, for the list may be empty', () => {
    const source = document([over('$input.rows', { seconds: 'abc' }, { function_to_call: 'demo.sleep' })]);
    expect(placesOf('type_mismatch', source)).toEqual(['warning /workflow_steps/0/input_mapping/seconds']);
  });
});

describe('max_parallelism of a step', () => {
  const twice = (inside: number, outside: number): JsonObject =>
    document([over({ items: '$input.rows', max_parallelism: inside }, {}, { max_parallelism: outside })]);

  it('that is not that of foreach is an error', () => {
    expect(findingsOf('schema_violation', twice(2, 3))).toMatchObject([
      {
        severity: 'error',
        path: '/workflow_steps/0/max_parallelism',
        step_number: 1,
        message: 'workflow_steps[0].max_parallelism: 3 is not the 2 of foreach.max_parallelism; give it once',
      },
    ]);
  });
  it('that is that of foreach is fine', () => expect(compiled(twice(3, 3)).findings).toEqual([]));
  it('without foreach is a warning', () => {
    expect(placesOf('setting_without_effect', document([step(1, {}, { max_parallelism: 3 })]))).toEqual([
      'warning /workflow_steps/0/max_parallelism',
    ]);
  });
  it('beside a foreach that cannot be read is not judged', () => {
    const source = document([over(5, {}, { max_parallelism: 3 })]);
    expect(findingsOf('setting_without_effect', source)).toEqual([]);
  });
});

it('a step that only a foreach reads is used', () => {
  const source = document([step(1), step(2, {}, { foreach: '$step1.rows' }), step(3, { n: '$step2' })]);
  expect(findingsOf('unused_step', source)).toEqual([]);
});
