/** The naive reference is right by itself, whatever the interpreter does. */
import { describe, expect, it } from '@jest/globals';
import { simulatedFunctions } from '../../simulation/documents/simulated-functions.js';
import { StepFates } from '../../simulation/faults/step-fates.js';
import { ReferenceInterpreter } from '../../simulation/reference/reference-interpreter.js';
import type { SimulatedAttempt } from '../../simulation/host/simulated-work.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { compilePlan } from '../../src/plan/compile-plan.js';
import type { StepDispatch } from '../../workflows/step-host.js';

/** Every step returns its arguments, unless an attempt is written down for it. */
class WrittenFates extends StepFates {
  constructor(private readonly written: Record<number, SimulatedAttempt[]>) {
    super(0, 0);
  }
  override attempt({ step, input }: StepDispatch, attempt: number): SimulatedAttempt {
    const attempts = this.written[step.step_number] ?? [];
    return attempts[attempt - 1] ?? { takes_ms: 1, output: input };
  }
}
const step = (step_number: number, more: JsonObject = {}): JsonObject => ({
  step_number,
  step_name: `step ${step_number}`,
  function_to_call: 'sim.solve',
  output_variable: `out_${step_number}`,
  ...more,
});
const broken: SimulatedAttempt = { takes_ms: 1, error: { type: 'broken' } };
const lost: SimulatedAttempt = { takes_ms: 1, lost: true };
const connection: SimulatedAttempt = { takes_ms: 1, error: { type: 'connection', transient: true } };

interface Setting {
  fates?: Record<number, SimulatedAttempt[]>;
  on_failure?: string;
  input?: JsonObject;
}
function endsOf(steps: JsonObject[], { fates = {}, on_failure = 'close', input = {} }: Setting = {}) {
  const document = { deliverable_type: 'simulated', workflow_steps: steps, execution: { on_failure } };
  const { plan, findings } = compilePlan(document as Json, simulatedFunctions);
  if (!plan) throw new Error(JSON.stringify(findings));
  const options = { plan, document, input, context: {}, fates: new WrittenFates(fates), givenEnd: () => null };
  const reference = new ReferenceInterpreter(options);
  return plan.steps.map(({ step_number }) => {
    const { status, why, output } = reference.end(step_number);
    return why === null ? output : `${status}: ${why}`;
  });
}

describe('the reference', () => {
  it('hands outputs on by reference, of the whole and of a part, in any order of the steps', () => {
    const steps = [
      step(1, { input_mapping: { whole: '$step2', part: '$step2.out_2.list[1]', text: '$$x', in: ['$input.a'] } }),
      step(2, { input_mapping: { list: [4, 5] } }),
    ];
    const expected = { whole: { list: [4, 5] }, part: 5, text: '$x', in: [1] };
    expect(endsOf(steps, { input: { a: 1 } })).toEqual([expected, { list: [4, 5] }]);
  });
  it.each<[string, JsonObject, Json]>([
    ['all', {}, 'skipped: dependency_failed'],
    ['any', { join: 'any' }, { a: null, b: {} }],
    ['always', { join: 'always' }, { a: null, b: {} }],
  ])('joins %s behind a failed and a completed step', (_join, more, end) => {
    const steps = [step(1), step(2), step(3, { input_mapping: { a: '$step1', b: '$step2' }, ...more })];
    expect(endsOf(steps, { fates: { 1: [broken] } })).toEqual(['failed: broken', {}, end]);
  });
  it('cancels what could only have run after the parking, and skips what could not', () => {
    const behind = { input_mapping: { a: '$step1' } };
    const steps = [step(1), step(2, behind), step(3, { input_mapping: { a: '$step2' }, join: 'always' })];
    const fates = { 1: [broken] };
    const ends = (on_failure: string) => endsOf(steps, { fates, on_failure });
    expect(ends('close')).toEqual(['failed: broken', 'skipped: dependency_failed', { a: null }]);
    expect(ends('park')).toEqual(['failed: broken', 'skipped: dependency_failed', null]);
  });
  it('retries what passes, as often as the step says, and counts no lost attempt', () => {
    const handled = { error_handling: { retry_count: 1 } };
    const fates = { 1: [connection], 2: [connection, connection], 3: [lost, lost, connection] };
    const steps = [step(1, handled), step(2, handled), step(3, handled), step(4)];
    expect(endsOf(steps, { fates })).toEqual([{}, 'failed: connection', {}, {}]);
    expect(endsOf([step(1)], { fates: { 1: [lost, lost, lost, lost, lost] } })).toEqual(['failed: worker_lost']);
  });
  it.each<[string, JsonObject, Json]>([
    ['fail', {}, 'failed: broken'],
    ['skip', { on_error: 'skip' }, 'skipped: error'],
    ['continue', { on_error: 'continue', fallback_value: 7 }, 'completed: broken'],
  ])('on_error %s', (_what, error_handling, end) => {
    expect(endsOf([step(1, { error_handling })], { fates: { 1: [broken] } })).toEqual([end]);
  });
  it("runs a step for each item, whose failure is the step's unless it is handled", () => {
    const each = { foreach: '$input.rows', input_mapping: { n: '$item.n', at: '$index' } };
    const input = { rows: [{ n: 5 }, { n: 6 }] };
    const outputs = [
      { n: 5, at: 0 },
      { n: 6, at: 1 },
    ];
    expect(endsOf([step(1, each)], { input })).toEqual([outputs]);
    expect(endsOf([step(1, each)], { input: { rows: 1 } })).toEqual(['failed: type_error']);
    expect(endsOf([step(1, each)], { input: { rows: [{}] } })).toEqual(['failed: reference_not_found']);
  });
});
