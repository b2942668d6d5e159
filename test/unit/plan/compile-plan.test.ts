import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import type { PlanStep } from '../../../src/contracts/plan.js';
import { contentHash } from '../../../src/plan/content-hash.js';
import { compiled, document, step } from './documents.js';
import { fixture } from './fixture.js';

const planOf = (source: Json): NonNullable<ReturnType<typeof compiled>['plan']> => {
  const { plan, findings } = compiled(source);
  if (!plan) throw new Error(JSON.stringify(findings));
  return plan;
};
const firstStep = (more: JsonObject, document_more: JsonObject = {}): PlanStep => {
  const [first] = planOf(document([step(1, {}, more)], document_more)).steps;
  if (!first) throw new Error('no step');
  return first;
};

describe('the plan', () => {
  it('of a minimal document has every default', () => {
    expect(planOf(fixture('minimal'))).toEqual({
      plan_format: 1,
      deliverable_type: 'minimal_document',
      steps: [
        {
          step_number: 1,
          step_name: 'only',
          function: 'demo.echo',
          fast: false,
          task_queue: null,
          input: { kind: 'literal', value: {} },
          output_variable: 'step_1_output',
          condition: null,
          join: 'all',
          dependencies: [],
          joined_dependencies: [],
          timeout_seconds: 300,
          total_timeout_seconds: null,
          retry: {
            retry_count: 0,
            base_delay_seconds: 1,
            max_delay_seconds: 60,
            exponential_base: 2,
            jitter: true,
            retry_on_timeout: true,
            retry_on_transient_only: true,
          },
          on_error: 'fail',
          fallback_value: null,
          output_schema: null,
          validation_rules: [],
        },
      ],
      levels: [[1]],
      critical_path: [1],
      parallelization_factor: 1,
      input_schema: null,
      output_schema: null,
      validation_rules: [],
      risk: { auto_approve_threshold: 0.3, require_review_threshold: 0.7, require_hitl_threshold: 0.9, rules: [] },
      execution: {
        mode: 'eager',
        max_parallelism: 256,
        failure_policy: 'complete_independent',
        on_failure: 'park',
        park_ttl_seconds: 604800,
        timeout_seconds: null,
      },
    });
  });

  it('of a document with every setting has them all', () => {
    const source = fixture('every-setting');
    const [solve, report, check, prepare] = planOf(source).steps;
    expect(solve).toMatchObject({
      function: 'remote.solve',
      task_queue: 'solvers',
      output_variable: 'solution',
      timeout_seconds: 30,
      total_timeout_seconds: 600,
      on_error: 'continue',
      fallback_value: { ok: false },
      retry: { retry_count: 3, base_delay_seconds: 0.5, max_delay_seconds: 20, exponential_base: 3, jitter: false },
      condition: { text: '$input.load > 500', expression: { kind: 'comparison', operator: '>' } },
      output_schema: { properties: { ok: { type: 'boolean' } } },
    });
    expect(report).toMatchObject({ fast: true, join: 'any', dependencies: [1, 3, 4], joined_dependencies: [1, 4] });
    expect([check?.dependencies, prepare?.dependencies]).toEqual([[1], []]);
    expect(planOf(source)).toMatchObject({
      levels: [[1, 4], [3], [2]],
      critical_path: [1, 3, 2],
      parallelization_factor: 1.33,
      input_schema: source.input_schema,
      output_schema: source.output_schema,
      execution: source.execution,
      risk: {
        auto_approve_threshold: 0.1,
        require_review_threshold: 0.2,
        require_hitl_threshold: 0.4,
        rules: [{ risk_factor: 0.6, message: 'No solution', condition: { text: '$step1.solution.ok == false' } }],
      },
    });
  });

  it('holds nothing that only describes', () => {
    const { display_name, description, discipline, tags, status } = fixture('every-setting');
    const text = JSON.stringify(planOf(fixture('every-setting')));
    for (const value of [display_name, description, 'Solves it.', 'engineer']) expect(text).not.toContain(value);
    expect([discipline, tags, status]).toEqual(['civil', ['test'], 'testing']);
  });

  it('lists steps by number, whatever the order of the document', () => {
    const plan = planOf(document([step(3), step(1), step(2)]));
    expect(plan.steps.map(({ step_number }) => step_number)).toEqual([1, 2, 3]);
  });

  it('drops the output_variable from references and keeps their text', () => {
    const plan = planOf(document([step(1), step(2, { n: '$step1.out_1.a' }, { condition: '$step1.out_1.b == 1' })]));
    expect(plan.steps[1]?.input).toEqual({
      kind: 'object',
      entries: [
        [
          'n',
          {
            kind: 'reference',
            reference: { root: 'step', step_number: 1, path: ['a'], text: '$step1.out_1.a' },
            if_missing: { kind: 'fail' },
          },
        ],
      ],
    });
    expect(plan.steps[1]?.condition?.expression).toMatchObject({ left: { reference: { path: ['b'] } } });
  });

  it('a dependency of both condition and mapping is joined', () => {
    const [, second] = planOf(document([step(1), step(2, { n: '$step1.n' }, { condition: '$step1.n > 1' })])).steps;
    expect(second).toMatchObject({ dependencies: [1], joined_dependencies: [1] });
  });
});

describe('an argument whose input the caller left out', () => {
  const ifMissing = (reference: string, input_schema: JsonObject | null): unknown => {
    const { input } = firstStep({ input_mapping: { n: reference } }, input_schema ? { input_schema } : {});
    const [[, binding] = []] = input.kind === 'object' ? input.entries : [];
    return binding?.kind === 'reference' ? binding.if_missing : binding;
  };
  const properties = {
    plain: { type: 'number' },
    grade: { default: 'M25' },
    nothing: { default: null },
    soil: { properties: { sbc: { default: 150 }, name: {} } },
    bar: { default: { steel: { fy: 500 } }, properties: { steel: { properties: { fy: { default: 415 } } } } },
    must: { type: 'object', properties: { have: { type: 'number' }, may: {} }, required: ['have'] },
    list: { type: 'array', default: ['a', 'b'], items: { type: 'string' } },
    rows: { items: { properties: { w: {} } } },
    shared: { $ref: '#/definitions/shared' },
  };
  const schema = { properties, required: ['must'], definitions: { shared: { default: 7 } } };
  const FAIL = { kind: 'fail' };
  const OMIT = { kind: 'omit' };

  it.each([
    ['has the default of its property', '$input.grade', { kind: 'default', value: 'M25' }],
    ['has a default of null', '$input.nothing', { kind: 'default', value: null }],
    ['has the default inside a nested object', '$input.soil.sbc', { kind: 'default', value: 150 }],
    ['has it from the default of an object around', '$input.bar.steel.fy', { kind: 'default', value: 500 }],
    ['has it from an item of a default list', '$input.list[1]', { kind: 'default', value: 'b' }],
    ['fails behind the end of a default list that it needs', '$input.list[7].x', FAIL],
    ['has a default behind a local $ref', '$input.shared', { kind: 'default', value: 7 }],
    ['is left out when it is declared and not required', '$input.plain', OMIT],
    ['is left out inside an object that is not required', '$input.soil.name', OMIT],
    ['is left out when a required object may lack it', '$input.must.may', OMIT],
    ['is left out behind an index of a list that is not required', '$input.rows[0].w', OMIT],
    ['fails when it is required', '$input.must', FAIL],
    ['fails when it is required all the way', '$input.must.have', FAIL],
    ['fails when it is not declared', '$input.unheard_of', FAIL],
    ['fails below what is declared', '$input.plain.x', FAIL],
    ['is never the whole input', '$input', FAIL],
    ['fails when it is of the context', '$context.unheard_of', FAIL],
  ])('%s', (_rule, reference, expected) => {
    expect(ifMissing(reference, schema)).toEqual(expected);
  });
  it('fails without an input_schema', () => {
    expect(ifMissing('$input.plain', null)).toEqual(FAIL);
  });
  it('has its default inside lists and objects too', () => {
    const { input } = firstStep({ input_mapping: { a: [{ b: '$input.grade' }] } }, { input_schema: schema });
    expect(JSON.stringify(input)).toContain('"if_missing":{"kind":"default","value":"M25"}');
  });
});

describe('the hash', () => {
  const hashOf = (source: Json): string => contentHash(planOf(source) as unknown as Json);
  const base = document([step(1, { a: 1, b: 2 })]);
  it('names the plan: equal for what only describes, and for another order of keys', () => {
    const described = { ...base, display_name: 'x', status: 'draft', tags: ['y'] };
    const reordered = Object.fromEntries(Object.entries(base).reverse());
    expect(hashOf(described)).toBe(hashOf(base));
    expect(hashOf(reordered)).toBe(hashOf(base));
  });
  it('is another for another plan', () => {
    expect(hashOf(document([step(1, { a: 1, b: 3 })]))).not.toBe(hashOf(base));
  });
});

describe('findings', () => {
  it('are all there at once, of the document first, then step by step', () => {
    const { findings, plan } = compiled(fixture('many-mistakes'));
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, step_number }) => [code, step_number ?? null])).toEqual([
      ['invalid_json_schema', null],
      ['thresholds_out_of_order', null],
      ['unknown_function', 1],
      ['unknown_step_reference', 1],
      ['condition_syntax', 2],
      ['schema_violation', 2],
      ['dependency_cycle', 3],
      ['duplicate_step_name', 4],
    ]);
    expect(plan).toBeNull();
  });
  it('of step 10 come after those of step 9', () => {
    const steps = Array.from({ length: 11 }, (_, index) =>
      step(index + 1, {}, { function_to_call: 'nobody.has_this' }),
    );
    const numbers = compiled(document(steps)).findings.map(({ step_number }) => step_number);
    expect(numbers).toEqual(steps.map((_, index) => index + 1));
  });
  it.each([null, 1, 'text', [], {}, { workflow_steps: 1 }, { workflow_steps: [null, 1, {}] }])(
    'of %j, which is no document, are errors without a plan',
    (source) => {
      const { plan, findings } = compiled(source as Json);
      expect(plan).toBeNull();
      expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    },
  );
  it('leave the graph out when two steps have one number or there are no steps', () => {
    expect(compiled(document([step(1), step(1)])).graph).toBeNull();
    expect(compiled(document([])).graph).toBeNull();
  });
  it('keep the graph of a document with other errors', () => {
    expect(compiled(document([step(1, {}, { function_to_call: 'nobody.has_this' })])).graph).toMatchObject({
      total_steps: 1,
    });
  });
});

describe('documents of any content', () => {
  const reference = fc.constantFrom(
    '$input.a',
    '$step1.out_1',
    '$step2',
    '$step3.x[0]',
    '$context.user_id',
    '$nope.x',
    '$$',
    'text',
    '$step1.constructor',
    '$item.x',
    '$index',
  );
  const condition = fc.constantFrom(
    '$step1.a > 1',
    '$input.a == x AND (',
    '',
    '1 == 1',
    '$step2.ok',
    'input.a IN [1, 2]',
  );
  const scalar = fc.oneof(reference, fc.integer(), fc.boolean(), fc.constant(null));
  const anyStep = fc.record(
    {
      step_number: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.jsonValue()),
      step_name: fc.oneof(fc.constantFrom('a', 'b', '__proto__'), fc.jsonValue()),
      function_to_call: fc.oneof(
        fc.constantFrom('demo.echo', 'demo.sleep', 'text.join', 'x', 'flow.wait', 'flow.signal', 'flow.workflow'),
        fc.jsonValue(),
      ),
      input_mapping: fc.oneof(
        fc.dictionary(
          fc.constantFrom('parts', 'seconds', '__proto__', 'x/y~', 'until', 'name', 'payload_schema', 'version'),
          fc.oneof(scalar, fc.array(scalar), fc.dictionary(fc.constantFrom('type', 'pattern'), scalar)),
        ),
        fc.jsonValue(),
      ),
      output_variable: fc.oneof(fc.constantFrom('out_1', 'constructor'), fc.jsonValue()),
      condition: fc.oneof(condition, fc.jsonValue()),
      foreach: fc.oneof(reference, fc.record({ items: reference, max_parallelism: fc.integer() }), fc.jsonValue()),
      max_parallelism: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.jsonValue()),
      depends_on: fc.oneof(fc.array(fc.integer({ min: 0, max: 5 })), fc.jsonValue()),
      join: fc.oneof(fc.constantFrom('all', 'any'), fc.jsonValue()),
      error_handling: fc.oneof(
        fc.record({ retry_count: fc.integer(), fallback_value: fc.jsonValue() }),
        fc.jsonValue(),
      ),
      total_timeout_seconds: fc.oneof(fc.integer(), fc.jsonValue()),
      output_schema: fc.oneof(
        fc.constantFrom<Json>({ type: 'number' }, { $ref: '#' }, { allOf: [{ $ref: '#' }] }),
        fc.jsonValue(),
      ),
      validation_rules: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const anyDocument = fc.record(
    {
      deliverable_type: fc.oneof(fc.constant('some_type'), fc.jsonValue()),
      workflow_steps: fc.oneof(fc.array(anyStep, { maxLength: 5 }), fc.jsonValue()),
      input_schema: fc.oneof(
        fc.constantFrom<Json>({ properties: { a: { type: 'string' } } }, { $ref: '#/x' }),
        fc.jsonValue(),
      ),
      output_schema: fc.jsonValue(),
      validation_rules: fc.jsonValue(),
      risk_config: fc.oneof(
        fc.record({ rules: fc.array(fc.record({ condition })), auto_approve_threshold: fc.double() }),
        fc.jsonValue(),
      ),
      execution: fc.oneof(fc.record({ max_parallelism: fc.integer() }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );

  it('never crash the compiler: there is a plan, or an error says why not', () => {
    fc.assert(
      fc.property(fc.oneof(anyDocument, fc.jsonValue()), (source) => {
        const { plan, findings } = compiled(source as Json);
        const hasError = findings.some(({ severity }) => severity === 'error');
        expect(plan === null).toBe(hasError);
        for (const { path } of findings) expect(path).toMatch(/^(\/([^~]|~[01])*)*$/);
      }),
      { numRuns: 300 },
    );
  });

  it('stay as they are and compile to the same plan each time', () => {
    fc.assert(
      fc.property(anyDocument, (source) => {
        const before = structuredClone(source) as Json;
        const first = compiled(source as Json);
        expect(source).toEqual(before);
        expect(compiled(before)).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it('of too many levels are refused before anything descends into them', () => {
    let deep: Json = '$step1.x';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    const { plan, findings } = compiled(document([step(1, { deep })]));
    expect([plan, findings.map(({ code }) => code)]).toEqual([null, ['too_deep']]);
  });

  it('of 10,000 steps in a chain compile', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => step(index + 1, index ? { n: `$step${index}.n` } : {}));
    expect(planOf(document(chain)).critical_path).toHaveLength(10_000);
  });
});
