import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { checkDocumentShape } from '../../../../src/schema/document/check-document-shape.js';

const STEP = { step_number: 1, step_name: 'design', function_to_call: 'demo.echo' };
const DOCUMENT = { deliverable_type: 'foundation_design', workflow_steps: [STEP] };

function codes(document: Json): string[] {
  return checkDocumentShape(document).findings.map(({ code, path }) => `${code} ${path}`);
}
function withKey(key: string, value: Json): JsonObject {
  return { ...DOCUMENT, [key]: value };
}
function withStep(key: string, value: Json): JsonObject {
  return withKey('workflow_steps', [{ ...STEP, [key]: value }]);
}
function steps(count: number, more: JsonObject = {}): JsonObject {
  const list = Array.from({ length: count }, (_, index) => {
    const step_number = index + 1;
    return { ...STEP, step_number, step_name: `s${step_number}`, input_mapping: { a: { b: ['$input.a'] } }, ...more };
  });
  return withKey('workflow_steps', list);
}

interface Bounds {
  place: string;
  document: (value: Json) => JsonObject;
  good: Json[];
  bad: Json[];
}
function inDocument(key: string, good: Json[], bad: Json[]): Bounds {
  return { place: `/${key}`, document: (value) => withKey(key, value), good, bad };
}
function inStep(key: string, good: Json[], bad: Json[]): Bounds {
  return { place: `/workflow_steps/0/${key}`, document: (value) => withStep(key, value), good, bad };
}
function inErrorHandling(key: string, good: Json[], bad: Json[]): Bounds {
  const place = `/workflow_steps/0/error_handling/${key}`;
  return { place, document: (value) => withStep('error_handling', { [key]: value }), good, bad };
}
function inForeach(key: string, good: Json[], bad: Json[]): Bounds {
  const place = `/workflow_steps/0/foreach/${key}`;
  return { place, document: (value) => withStep('foreach', { items: '$input.rows', [key]: value }), good, bad };
}
function inRisk(key: string, good: Json[], bad: Json[]): Bounds {
  return { place: `/risk_config/${key}`, document: (value) => withKey('risk_config', { [key]: value }), good, bad };
}
function inExecution(key: string, good: Json[], bad: Json[]): Bounds {
  return { place: `/execution/${key}`, document: (value) => withKey('execution', { [key]: value }), good, bad };
}

const RISK_RULE = { condition: '$input.a > 1', risk_factor: 0.5 };

const BOUNDS: Bounds[] = [
  inDocument(
    'deliverable_type',
    ['abc', `a${'b'.repeat(49)}`, 'a1_'],
    ['ab', `a${'b'.repeat(50)}`, 'Abc', '1bc', 'a-c', 'abc\n', 5, null],
  ),
  inDocument('display_name', ['', 'x', null], [5]),
  inDocument('description', ['x', null], [5]),
  inDocument('discipline', ['anything', null], [5]),
  inDocument('tags', [[], ['a'], null], ['a', {}]),
  inDocument('status', ['draft', 'testing', 'active', 'deprecated', null], ['retired', 5]),
  inDocument('workflow_steps', [[STEP]], [[], {}, null]),
  inDocument('input_schema', [{}, true, null], ['x', []]),
  inDocument('output_schema', [{}, false, null], [5]),
  inDocument('validation_rules', [[], [{ rule_type: 'range' }], null], [{}]),
  inDocument('risk_config', [{}, null], [[]]),
  inDocument('execution', [{}, null], ['eager']),
  inStep('step_number', [1, 99999], [0, -1, 1.5, '1', null]),
  inStep('step_name', ['x', 'any text'], ['', 5, null]),
  inStep('function_to_call', ['a.b', 'tool_v1.do_it', 'a.b.c', 'a-b.c'], ['a', '.b', 'a.', 'a b.c', 'a..b', 5, null]),
  inStep('description', ['x', null], [5]),
  inStep('persona', ['x', null], [{}]),
  inStep('input_mapping', [{}, { a: { b: [1, null] } }, null], [[], '$input']),
  inStep('output_variable', ['a', '_a1', null], ['', '1a', 'a-b', 'a.b', 5]),
  inStep('foreach', ['$input.rows', { items: '$input.rows' }, null], [5, ['$input.rows'], true]),
  inStep('max_parallelism', [1, 1900, null], [0, 1901, 1.5, '4']),
  inForeach('items', ['$input.rows'], [5, ['$input.rows'], null]),
  inForeach('max_parallelism', [1, 1900, null], [0, 1901, 1.5, '4']),
  inStep('condition', ['', '$input.a > 1', null], [5, true]),
  inStep('join', ['all', 'any', 'always', null], ['none']),
  inStep('depends_on', [[], [1], null], [1, '1']),
  inStep('timeout_seconds', [0.1, 86400, null], [0.09, 86400.1, '300']),
  inStep('total_timeout_seconds', [0.1, 1e6, null], [0, -1]),
  inStep('error_handling', [{}, null], ['skip']),
  inStep('output_schema', [{}, true, null], ['x']),
  inStep('validation_rules', [[], null], ['x']),
  inErrorHandling('on_error', ['fail', 'skip', 'continue', null], ['retry']),
  inErrorHandling('retry_count', [0, 10, null], [-1, 11, 1.5]),
  inErrorHandling('base_delay_seconds', [0.1, 60, null], [0.05, 60.1]),
  inErrorHandling('max_delay_seconds', [1, 3600, null], [0.9, 3601]),
  inErrorHandling('exponential_base', [1.1, 10, null], [1, 10.1]),
  inErrorHandling('jitter', [true, false, null], ['yes', 1]),
  inErrorHandling('retry_on_timeout', [true, null], [0]),
  inErrorHandling('retry_on_transient_only', [false, null], ['no']),
  inErrorHandling('fallback_value', [null, 0, '', [], { a: 1 }], []),
  inRisk('auto_approve_threshold', [0, 0.3, 1, null], [-0.1, 1.1, '0.3']),
  inRisk('require_review_threshold', [0, 1, null], [-0.1, 1.1]),
  inRisk('require_hitl_threshold', [0, 1, null], [-0.1, 1.1]),
  inRisk('rules', [[], [RISK_RULE], [{ ...RISK_RULE, message: null }], null], [{}]),
  inExecution('mode', ['eager', 'level', 'sequential', null], ['parallel']),
  inExecution('max_parallelism', [1, 1900, null], [0, 1901, 1.5]),
  inExecution('failure_policy', ['complete_independent', 'fail_fast', null], ['stop']),
  inExecution('on_failure', ['park', 'close', null], ['wait']),
  inExecution('park_ttl_seconds', [1, 604800, null], [0, -1]),
  inExecution('timeout_seconds', [0.1, 1e6, null], [0, '60']),
];

describe('a bound of the document format', () => {
  it.each(
    BOUNDS.flatMap(({ place, document, good }) => good.map((value) => ({ place, value, document: document(value) }))),
  )('$place takes $value', ({ document }) => {
    expect(codes(document)).toEqual([]);
    expect(checkDocumentShape(document).document).not.toBeNull();
  });

  it.each(
    BOUNDS.flatMap(({ place, document, bad }) => bad.map((value) => ({ place, value, document: document(value) }))),
  )('$place refuses $value', ({ place, document }) => {
    expect(codes(document)).toEqual([`schema_violation ${place}`]);
    expect(checkDocumentShape(document).document).toBeNull();
  });

  it.each([
    ['/risk_config/rules/0/condition', withKey('risk_config', { rules: [{ risk_factor: 0.5 }] })],
    ['/risk_config/rules/0/risk_factor', withKey('risk_config', { rules: [{ ...RISK_RULE, risk_factor: 1.5 }] })],
    ['/workflow_steps/0/depends_on/1', withStep('depends_on', [1, 0])],
    ['/tags/0', withKey('tags', [1])],
    ['/validation_rules/0', withKey('validation_rules', ['x'])],
    ['/workflow_steps/0', withKey('workflow_steps', ['x'])],
  ])('reaches into lists: %s', (place, document) => {
    expect(codes(document)).toEqual([`schema_violation ${place}`]);
  });

  it.each([['deliverable_type'], ['workflow_steps']])('%s is required', (key) => {
    const { [key]: _, ...document } = DOCUMENT as JsonObject;
    expect(codes(document)).toEqual([`schema_violation /${key}`]);
  });

  it.each([['step_number'], ['step_name'], ['function_to_call']])('%s is required of a step', (key) => {
    const { [key]: _, ...step } = STEP as JsonObject;
    expect(codes(withKey('workflow_steps', [step]))).toEqual([`schema_violation /workflow_steps/0/${key}`]);
  });

  it('items is required of a foreach that is an object', () => {
    expect(codes(withStep('foreach', {}))).toEqual(['schema_violation /workflow_steps/0/foreach/items']);
  });

  it.each([[null], [5], ['text'], [[]], [true]])('a document that is %j is refused', (document) => {
    expect(codes(document)).toEqual(['schema_violation ']);
  });

  it('10,000 steps are allowed and one more is not', () => {
    expect(codes(steps(10_000))).toEqual([]);
    expect(codes(steps(10_001))).toEqual(['schema_violation /workflow_steps']);
  });
});

describe('the findings about a document', () => {
  it('come all at once, with the number of the step where it is known', () => {
    const broken = { ...STEP, step_number: 7, timeout_seconds: 0, error_handling: { retry_count: 99 } };
    expect(
      checkDocumentShape({ deliverable_type: 'X', workflow_steps: [STEP, broken, { step_name: 'x' }] }).findings,
    ).toEqual([
      {
        code: 'schema_violation',
        severity: 'error',
        path: '/deliverable_type',
        message: "deliverable_type: 'X' does not match pattern '^[a-z][a-z0-9_]{2,49}$'",
      },
      {
        code: 'schema_violation',
        severity: 'error',
        path: '/workflow_steps/1/timeout_seconds',
        message: 'workflow_steps[1].timeout_seconds: 0 is below minimum of 0.1',
        step_number: 7,
      },
      {
        code: 'schema_violation',
        severity: 'error',
        path: '/workflow_steps/1/error_handling/retry_count',
        message: 'workflow_steps[1].error_handling.retry_count: 99 exceeds maximum of 10',
        step_number: 7,
      },
      expect.objectContaining({ path: '/workflow_steps/2/step_number' }),
      expect.objectContaining({ path: '/workflow_steps/2/function_to_call' }),
    ]);
  });

  it.each([
    ['/owner', withKey('owner', 1)],
    ['/workflow_steps/0/colour', withStep('colour', 1)],
    ['/workflow_steps/0/error_handling/notify', withStep('error_handling', { notify: 1 })],
    ['/workflow_steps/0/foreach/why', withStep('foreach', { items: '$input.rows', why: 1 })],
    ['/risk_config/notes', withKey('risk_config', { notes: null })],
    ['/risk_config/rules/0/why', withKey('risk_config', { rules: [{ ...RISK_RULE, why: 1 }] })],
    ['/execution/region', withKey('execution', { region: 1 })],
    ['/__proto__', { ...DOCUMENT, ['__proto__']: 1 }],
    ['/constructor', withKey('constructor', 1)],
  ])('tolerate the unknown key %s', (path, document) => {
    const { findings, document: checked } = checkDocumentShape(document);
    expect(findings).toEqual([expect.objectContaining({ code: 'unknown_key', severity: 'info', path })]);
    expect(checked).not.toBeNull();
  });

  it('warn of a misspelled key and say which one was meant', () => {
    expect(checkDocumentShape(withStep('timeout_second', 5)).findings).toEqual([
      {
        code: 'misspelled_key',
        severity: 'warning',
        path: '/workflow_steps/0/timeout_second',
        message:
          "workflow_steps[0].timeout_second: This key is not known and is ignored; 'timeout_seconds' was likely meant",
        hint: "Did you mean 'timeout_seconds'?",
        step_number: 1,
      },
    ]);
  });

  it.each([
    ['/workflow_steps/0/for_each', 'foreach', withStep('for_each', '$input.rows')],
    ['/workflow_steps/0/max_paralelism', 'max_parallelism', withStep('max_paralelism', 4)],
    ['/workflow_steps/0/foreach/item', 'items', withStep('foreach', { items: '$input.rows', item: 1 })],
  ])('warn of %s, likely %s', (path, meant, document) => {
    expect(checkDocumentShape(document).findings).toMatchObject([
      { code: 'misspelled_key', path, hint: `Did you mean '${meant}'?` },
    ]);
  });

  it.each([
    withStep('input_mapping', { anything: { step_nmae: 1 } }),
    withKey('input_schema', { 'x-unit': 'kN', properties: { tags: {} } }),
    withStep('error_handling', { fallback_value: { on_eror: 1 } }),
  ])('do not look for unknown keys inside mappings, schemas and values', (document) => {
    expect(codes(document)).toEqual([]);
  });
});

describe('the checked document', () => {
  it('is without the nulls of optional keys, and the given one stays as it is', () => {
    const nulls = { condition: null, output_schema: null, foreach: null, max_parallelism: null };
    const given = { ...DOCUMENT, execution: null, workflow_steps: [{ ...STEP, ...nulls }] };
    expect(checkDocumentShape(given).document).toEqual(DOCUMENT);
    expect(given.execution).toBeNull();
  });

  it('keeps nulls that are values, and unknown keys', () => {
    const given = withKey('workflow_steps', [
      { ...STEP, error_handling: { fallback_value: null }, input_mapping: { a: null }, extra: null },
    ]);
    expect(checkDocumentShape(given).document).toEqual(given);
  });

  it('of 10,000 steps is checked like any other', () => {
    const document = steps(10_000, { error_handling: { retry_count: 3 }, timeout_seconds: 5, condition: null });
    expect(checkDocumentShape(document).document?.workflow_steps).toHaveLength(10_000);
  });
});
