import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import type { Plan, PlanStep } from '../../../src/contracts/plan.js';
import { resolveBinding } from '../../../src/language/resolve-binding.js';
import { compiled, document, step } from './documents.js';
import { fixture } from './fixture.js';

const planOf = (source: Json): Plan => {
  const { plan, findings } = compiled(source);
  if (!plan) throw new Error(JSON.stringify(findings));
  return plan;
};
const FAIL = { kind: 'fail' };

describe('a document with foreach and with steps that the workflow itself runs', () => {
  const source = fixture('foreach-and-flow');
  const [check, rest, opening, decision, children] = planOf(source).steps;

  it('compiles, with nothing to warn about', () =>
    expect(compiled(source).findings.filter(({ severity }) => severity !== 'info')).toEqual([]));

  it('has the list and how many at once', () => {
    expect([check?.foreach, children?.foreach]).toEqual([
      {
        items: {
          kind: 'reference',
          reference: { root: 'input', path: ['rows'], text: '$input.rows' },
          if_missing: FAIL,
        },
        max_parallelism: 4,
      },
      {
        items: {
          kind: 'reference',
          reference: { root: 'step', step_number: 1, path: [], text: '$step1.checks' },
          if_missing: FAIL,
        },
        max_parallelism: 2,
      },
    ]);
    for (const plain of [rest, opening, decision]) expect(plain).not.toHaveProperty('foreach');
  });

  it('waits for the list as for an argument', () => {
    expect(planOf(source).levels).toEqual([[1, 3], [2], [4], [5]]);
    expect(children).toMatchObject({ dependencies: [1, 4], joined_dependencies: [1, 4] });
  });

  it('resolves its arguments for each item', () => {
    const item = { value: { load: 3, tags: ['a'] }, index: 1 };
    const scope = { input: {}, context: {}, stepOutput: () => undefined, item };
    expect(resolveBinding(check?.input ?? { kind: 'literal', value: null }, scope)).toEqual({
      ok: true,
      value: { seconds: 3, value: { row: item.value, at: 1, first: ['a'] } },
    });
  });

  it('runs no step of the workflow itself as fast, or elsewhere', () => {
    const own = [rest, opening, decision, children].map((each) => [each?.fast, each?.task_queue]);
    expect(own).toEqual(Array(4).fill([false, null]));
  });
});

describe('foreach in the plan', () => {
  const foreachOf = (more: JsonObject): PlanStep['foreach'] => planOf(document([step(1, {}, more)])).steps[0]?.foreach;

  it.each([
    ['none', { foreach: '$input.rows' }, null],
    ['that of foreach', { foreach: { items: '$input.rows', max_parallelism: 3 } }, 3],
    ['that of the step', { foreach: '$input.rows', max_parallelism: 5 }, 5],
    ['that of the step beside an object', { foreach: { items: '$input.rows' }, max_parallelism: 5 }, 5],
    ['both, which are equal', { foreach: { items: '$input.rows', max_parallelism: 3 }, max_parallelism: 3 }, 3],
    ['nulls', { foreach: { items: '$input.rows', max_parallelism: null }, max_parallelism: null }, null],
  ])('has as max_parallelism: %s', (_case, more, max_parallelism) => {
    expect(foreachOf(more)).toMatchObject({ max_parallelism });
  });

  it.each([
    ['is absent', {}],
    ['is null', { foreach: null }],
    ['is only bounded', { max_parallelism: 3 }],
  ])('is left out where it %s', (_case, more) => {
    expect(planOf(document([step(1, {}, more)])).steps[0]).not.toHaveProperty('foreach');
  });

  const ifMissing = (foreach: string, reference: string, input_schema: JsonObject): unknown => {
    const { steps } = planOf(document([step(1, { n: reference }, { foreach }), step(2)], { input_schema }));
    const input = steps[0]?.input;
    const [[, binding] = []] = input?.kind === 'object' ? input.entries : [];
    return binding?.kind === 'reference' ? binding.if_missing : binding;
  };
  const rows = {
    type: 'array',
    items: { properties: { may: {}, must: {}, unit: { default: 'kN' } }, required: ['must'] },
  };
  const properties = { rows, other: {}, pairs: { type: 'array', items: [{ properties: { may: {} } }] } };

  it.each([
    ['an input of the item that is not required is left out', '$input.rows', '$item.may', { kind: 'omit' }],
    ['one with a default has it', '$input.rows', '$item.unit', { kind: 'default', value: 'kN' }],
    ['a required one fails', '$input.rows', '$item.must', FAIL],
    ['the item itself is there', '$input.rows', '$item', FAIL],
    ['of a list that the schema does not describe nothing is known', '$input.other', '$item.may', FAIL],
    ['of a tuple neither', '$input.pairs', '$item.may', FAIL],
    ['of an undeclared list neither', '$input.undeclared', '$item.may', FAIL],
    ['an item of an output fails', '$step2.rows', '$item.may', FAIL],
  ])('%s', (_rule, foreach, reference, expected) => {
    expect(ifMissing(foreach, reference, { properties })).toEqual(expected);
  });

  it('a list of the input that may be left out has a default, or leaves it to the run', () => {
    const itemsOf = (schema: JsonObject): unknown => {
      const source = document([step(1, {}, { foreach: '$input.rows' })], { input_schema: { properties: schema } });
      return planOf(source).steps[0]?.foreach?.items.if_missing;
    };
    expect(itemsOf({ rows: { default: [] } })).toEqual({ kind: 'default', value: [] });
    expect(itemsOf({ rows: {} })).toEqual({ kind: 'omit' });
  });
});

describe('time limits and attempts of steps that the workflow itself runs', () => {
  const YEAR = 31_536_000;
  const ARGUMENTS: Record<string, JsonObject> = {
    'flow.wait': { seconds: 1 },
    'flow.signal': { name: 'go' },
    'flow.workflow': { deliverable_type: 'child_document' },
    'demo.echo': {},
  };
  const calling = (function_to_call: string, more: JsonObject = {}): PlanStep | undefined =>
    planOf(document([step(1, ARGUMENTS[function_to_call], { function_to_call, ...more })])).steps[0];

  it.each([
    ['flow.wait', YEAR],
    ['flow.workflow', YEAR],
    ['flow.signal', 259_200],
    ['demo.echo', 300],
  ])('%s has %d s', (name, timeout_seconds) => {
    expect(calling(name)).toMatchObject({ timeout_seconds });
    expect(calling(name, { timeout_seconds: 7 })).toMatchObject({ timeout_seconds: 7 });
  });

  it.each(['flow.wait', 'flow.workflow', 'flow.signal'])('%s has one attempt', (name) => {
    const more = { total_timeout_seconds: 9, error_handling: { retry_count: 3, max_delay_seconds: 5 } };
    expect(calling(name, more)).toMatchObject({
      total_timeout_seconds: null,
      retry: { retry_count: 0, max_delay_seconds: 60 },
    });
  });
});
