import { describe, expect, it } from '@jest/globals';
import type { FindingCode } from '../../../../src/contracts/finding-codes.js';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { compiled, document, findingsOf, placesOf, step } from '../documents.js';

const input_schema = { properties: { seconds: { type: 'number' }, until: { type: 'string' } } };
const calling = (function_to_call: string, input_mapping: JsonObject, more: JsonObject = {}): JsonObject =>
  document([step(1, input_mapping, { function_to_call, ...more })], { input_schema });
/** `severity code argument` of each finding. */
const found = (source: JsonObject): string[] =>
  compiled(source).findings.map(
    ({ severity, code, path }) => `${severity} ${code} ${path.replace('/workflow_steps/0/input_mapping/', '')}`,
  );

describe('flow.wait', () => {
  it.each<[string, JsonObject]>([
    ['seconds', { seconds: 5 }],
    ['no seconds at all', { seconds: 0 }],
    ['a year', { seconds: 31_536_000 }],
    ['a time', { until: '2026-03-01T08:00:00+05:30' }],
    ['seconds by reference', { seconds: '$input.seconds' }],
    ['a time by reference', { until: '$input.until' }],
    ['whichever input is there', { seconds: '$input.seconds', until: '$input.until' }],
    ['a time that may be left out', { seconds: 5, until: '$input.until' }],
  ])('takes %s', (_case, mapping) => expect(found(calling('flow.wait', mapping))).toEqual([]));

  it.each<[string, JsonObject, string[]]>([
    ['neither', {}, ['warning missing_argument seconds']],
    ['both', { seconds: 5, until: '2026-03-01T08:00:00Z' }, ['error invalid_argument until']],
    ['both, one by a reference that fails', { seconds: 5, until: '$context.until' }, ['error invalid_argument until']],
    ['fewer seconds than none', { seconds: -1 }, ['error invalid_argument seconds']],
    ['more than a year', { seconds: 31_536_001 }, ['error invalid_argument seconds']],
    ['seconds as text', { seconds: '5' }, ['error type_mismatch seconds']],
    ['a time as number', { until: 5 }, ['error type_mismatch until']],
    ['a time without offset', { until: '2026-03-01T08:00:00' }, ['error invalid_argument until']],
    ['a day that does not exist', { until: '2026-02-30T08:00:00Z' }, ['error invalid_argument until']],
    ['another text', { until: 'tomorrow' }, ['error invalid_argument until']],
    ['an unknown argument', { seconds: 5, minutes: 1 }, ['warning unknown_argument minutes']],
    ['a misspelled argument', { second: 5 }, ['warning unknown_argument second', 'warning missing_argument seconds']],
  ])('does not take %s', (_case, mapping, expected) => {
    expect(found(calling('flow.wait', mapping))).toEqual(expected);
  });

  it('says how a time is written', () => {
    expect(findingsOf('invalid_argument', calling('flow.wait', { until: 'x'.repeat(100) }))).toMatchObject([
      {
        message: `until: '${'x'.repeat(40)}' is not a time like 2026-03-01T08:00:00Z`,
        hint: expect.stringContaining('+05:30'),
        step_number: 1,
      },
    ]);
  });

  it('that is longer than its timeout is a warning', () => {
    const waiting = (timeout_seconds: number) => calling('flow.wait', { seconds: 3600 }, { timeout_seconds });
    expect(found(waiting(300))).toEqual(['warning invalid_argument seconds']);
    expect(found(waiting(3600))).toEqual([]);
  });

  it('has an output of known fields', () => {
    const reading = (field: string) =>
      document([step(1, { seconds: 1 }, { function_to_call: 'flow.wait' }), step(2, { n: `$step1.${field}` })]);
    expect(findingsOf('unknown_output_field', reading('waited_seconds'))).toEqual([]);
    expect(findingsOf('unknown_output_field', reading('waited'))).toHaveLength(1);
  });
});

describe('flow.signal', () => {
  it.each<[string, JsonObject]>([
    ['a name', { name: 'go' }],
    ['a long name', { name: 'x'.repeat(255) }],
    ['a name by reference', { name: '$context.name' }],
    ['a schema and a limit', { name: 'go', payload_schema: { type: 'object' }, timeout_seconds: 0.5 }],
    ['a schema with references, as far as it can be known', { name: 'go', payload_schema: { type: '$context.type' } }],
  ])('takes %s', (_case, mapping) => expect(found(calling('flow.signal', mapping))).toEqual([]));

  it.each<[string, JsonObject, string[]]>([
    ['no name', {}, ['warning missing_argument name']],
    ['an empty name', { name: '' }, ['error invalid_argument name']],
    ['too long a name', { name: 'x'.repeat(256) }, ['error invalid_argument name']],
    ['a number as name', { name: 5 }, ['error type_mismatch name']],
    ['no time at all', { name: 'go', timeout_seconds: 0 }, ['error invalid_argument timeout_seconds']],
    ['more than a year', { name: 'go', timeout_seconds: 31_536_001 }, ['error invalid_argument timeout_seconds']],
    ['a schema as text', { name: 'go', payload_schema: 'object' }, ['error type_mismatch payload_schema']],
    ['a boolean schema', { name: 'go', payload_schema: true }, ['error type_mismatch payload_schema']],
  ])('does not take %s', (_case, mapping, expected) => {
    expect(found(calling('flow.signal', mapping))).toEqual(expected);
  });

  it.each<[FindingCode, Json, string]>([
    ['invalid_json_schema', { type: 'nonsense' }, '/type'],
    ['unsafe_pattern', { pattern: '(a)\\1' }, '/pattern'],
    ['invalid_pattern', { properties: { a: { pattern: '(' } } }, '/properties/a/pattern'],
    ['remote_reference', { $ref: 'https://example.org/x.json' }, '/$ref'],
  ])('refuses a payload_schema with %s', (code, payload_schema, path) => {
    const [finding] = findingsOf(code, calling('flow.signal', { name: 'go', payload_schema }));
    expect(finding).toMatchObject({
      severity: 'error',
      step_number: 1,
      path: `/workflow_steps/0/input_mapping/payload_schema${path}`,
    });
  });

  const reading = (reference: string, payload_schema?: Json, more: JsonObject = {}): JsonObject =>
    document([
      step(
        1,
        { name: 'go', ...(payload_schema ? { payload_schema } : {}) },
        { function_to_call: 'flow.signal', ...more },
      ),
      step(2, { seconds: reference }, { function_to_call: 'demo.sleep' }),
    ]);
  const AT = '/workflow_steps/1/input_mapping/seconds';
  const payload = { type: 'object', properties: { by: { type: 'string' } }, required: ['by'] };

  it.each([
    ['nothing without a schema', reading('$step1.by'), []],
    ['its fields', reading('$step1.too', payload), [`warning unknown_output_field ${AT}`]],
    ['its types', reading('$step1.by', payload), [`error type_mismatch ${AT}`]],
    [
      'less where a fallback may come',
      reading('$step1.by', payload, { error_handling: { fallback_value: {} } }),
      [`warning type_mismatch ${AT}`],
    ],
  ])('has a payload of which is known: %s', (_case, source, expected) => {
    expect(found(source)).toEqual(expected);
  });
});

describe('flow.workflow', () => {
  it.each<[string, JsonObject]>([
    ['a type', { deliverable_type: 'child_document' }],
    ['its own type, which a condition may end', { deliverable_type: 'test_document' }],
    ['input and version', { deliverable_type: 'child_document', input_data: { n: '$input.seconds' }, version: 1 }],
    [
      'all by reference',
      { deliverable_type: '$context.type', input_data: '$context.data', version: '$context.version' },
    ],
  ])('takes %s', (_case, mapping) => expect(found(calling('flow.workflow', mapping))).toEqual([]));

  it.each<[string, JsonObject, string[]]>([
    ['no type', {}, ['warning missing_argument deliverable_type']],
    ['what is no type', { deliverable_type: 'Child Document' }, ['error invalid_argument deliverable_type']],
    ['a list as input', { deliverable_type: 'child_document', input_data: [] }, ['error type_mismatch input_data']],
    ['version 0', { deliverable_type: 'child_document', version: 0 }, ['error invalid_argument version']],
    ['half a version', { deliverable_type: 'child_document', version: 1.5 }, ['error invalid_argument version']],
  ])('does not take %s', (_case, mapping, expected) => {
    expect(found(calling('flow.workflow', mapping))).toEqual(expected);
  });
});

describe('settings of a step that makes one attempt', () => {
  const retrying = { total_timeout_seconds: 5, error_handling: { retry_count: 3 } };
  it.each([
    ['flow.wait', { seconds: 1 }],
    ['flow.signal', { name: 'go' }],
    ['flow.workflow', { deliverable_type: 'child_document' }],
  ])('%s: retries and a limit over all attempts have no effect', (name, mapping) => {
    const source = calling(name, mapping, retrying);
    expect(placesOf('setting_without_effect', source)).toEqual([
      'warning /workflow_steps/0/error_handling/retry_count',
      'warning /workflow_steps/0/total_timeout_seconds',
    ]);
    expect(compiled(source).findings).toHaveLength(2);
    expect(findingsOf('setting_without_effect', source)[0]?.message).toBe(
      `error_handling.retry_count has no effect: ${name} makes one attempt`,
    );
  });
  it('no retries are nothing to remark on', () => {
    const error_handling = { retry_count: 0, on_error: 'continue' };
    expect(found(calling('flow.wait', { seconds: 1 }, { error_handling }))).toEqual([]);
  });
  it('functions have both', () =>
    expect(found(calling('demo.echo', {}, { error_handling: { retry_count: 3 } }))).toEqual([]));
});

it('a misspelled name is told', () => {
  const [finding] = findingsOf('unknown_function', calling('flow.wiat', { seconds: 1 }));
  expect(finding?.hint).toBe('Did you mean flow.wait?');
});
