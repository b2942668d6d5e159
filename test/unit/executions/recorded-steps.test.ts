/** What a rerun may take from the record of an earlier execution. */
import { describe, expect, it } from '@jest/globals';
import type { StepRecord } from '../../../src/contracts/execution.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { recordingOf } from '../../../src/executions/recorded-steps.js';
import { compiled, document, step } from '../plan/documents.js';
import { requestOf, stateOf, stepOf } from '../storage/records.js';

const completed = (step_number: number, output: Json, more: Partial<StepRecord> = {}): StepRecord =>
  stepOf(step_number, { status: 'completed', output, completed_at: '2026-01-01T00:00:01.000Z', ...more });

function recorded(steps: JsonObject[], records: StepRecord[], input: JsonObject = {}, again: number[] = []) {
  const { plan, findings } = compiled(document(steps));
  if (plan === null) throw new Error(JSON.stringify(findings));
  const request = requestOf({ execution_id: 'old', input_data: input, user_id: 'ana', context: { site: 'A' } });
  return recordingOf({ request, plan, state: stateOf({ steps: records }) }, new Set(again));
}

describe('the recording', () => {
  it('has the steps that have a value, with function, settings, arguments and output', () => {
    const steps = [step(1, { load: '$input.load' }), step(2, { twice: '$step1.load', site: '$context.site' })];
    const recording = recorded(steps, [completed(1, { load: 5 }), completed(2, 'ten')], { load: 5 });
    expect(recording.execution_id).toBe('old');
    expect(recording.steps['2']).toMatchObject({
      function: 'demo.echo',
      settings: { timeout_seconds: 300, on_error: 'fail' },
      input: { twice: 5, site: 'A' },
      output: 'ten',
      used_fallback: false,
      error: null,
    });
    expect(recording.steps['1']?.input).toEqual({ load: 5 });
  });
  it.each(['failed', 'skipped', 'cancelled', 'pending'] as const)('has no step that is %s', (status) => {
    expect(recorded([step(1)], [stepOf(1, { status })]).steps).toEqual({});
  });
  it('leaves out the steps that are to run again', () => {
    const all = [completed(1, 1), completed(2, 2), completed(3, 3)];
    expect(Object.keys(recorded([step(1), step(2), step(3)], all, {}, [2]).steps)).toEqual(['1', '3']);
  });
  it('has the arguments that a person gave in place of the mapped ones', () => {
    const records = [completed(1, 1, { input_override: { n: 7 } })];
    expect(recorded([step(1, { n: '$input.n' })], records, { n: 1 }).steps['1']?.input).toEqual({ n: 7 });
  });
  it('has a fallback as it was', () => {
    const error = { type: 'timeout', message: 'late', transient: true, attempt: 2 };
    const { steps } = recorded([step(1)], [completed(1, 0, { used_fallback: true, error })]);
    expect(steps['1']).toMatchObject({ output: 0, used_fallback: true, error });
  });
  it('leaves out a step that a person completed and whose arguments have no value', () => {
    expect(recorded([step(1, { n: '$input.absent' })], [completed(1, 'by hand')]).steps).toEqual({});
  });
});

describe('of a step that runs without what failed, the recording', () => {
  const steps = [step(1), step(2, { one: '$step1.n' }, { join: 'always' })];
  it('has null for what has no value', () => {
    const records = [stepOf(1, { status: 'failed' }), completed(2, 'alone')];
    expect(recorded(steps, records).steps['2']?.input).toEqual({ one: null });
  });
  it('has nothing when that got its value afterwards, by hand', () => {
    const records = [completed(1, { n: 1 }, { completed_at: '2026-01-01T00:00:09.000Z' }), completed(2, 'alone')];
    expect(Object.keys(recorded(steps, records).steps)).toEqual(['1']);
  });
});

describe('of a step with foreach, the recording', () => {
  const each = (more: JsonObject = {}) =>
    step(1, { load: '$item.load', at: '$index' }, { foreach: '$input.rows', ...more });
  it('has the arguments of each item', () => {
    const rows = [{ load: 1 }, { load: 2 }];
    expect(recorded([each()], [completed(1, ['a', 'b'])], { rows }).steps['1']).toMatchObject({
      input: [
        { load: 1, at: 0 },
        { load: 2, at: 1 },
      ],
      output: ['a', 'b'],
    });
  });
  it('has no arguments where there are no items', () => {
    expect(recorded([each()], [completed(1, [])], { rows: [] }).steps['1']?.input).toEqual([]);
    expect(recorded([each({ join: 'any' })], [completed(1, [])]).steps['1']?.input).toEqual([]);
  });
  it.each<[string, JsonObject, Partial<StepRecord>]>([
    ['an item has an argument without a value', { rows: [{ load: 1 }, {}] }, {}],
    ['there is no list', { rows: 5 }, {}],
    ['a person gave arguments, perhaps to some items only', { rows: [{ load: 1 }] }, { input_override: {} }],
  ])('has nothing when %s', (_, input, more) => {
    expect(recorded([each()], [completed(1, ['by hand'], more)], input).steps).toEqual({});
  });
});
