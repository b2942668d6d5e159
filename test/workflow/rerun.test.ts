import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { type Recording, stepSettings } from '../../src/contracts/recording.js';
import { output } from '../../simulation/host/behaviour.js';
import { SimulatedStepHost } from '../../simulation/host/simulated-step-host.js';
import { PlanRunner } from '../../workflows/plan-runner.js';
import { executionRequest } from './execution-request.js';
import { planOf, step, type StepSketch } from './plans.js';

describe('a rerun', () => {
  const steps = [step(1), step(2, [1]), step(3, [2])];
  const settingsOf = (n: number) => {
    const planned = planOf(steps).steps[n - 1];
    if (!planned) throw new Error(`No step ${n}`);
    return stepSettings(planned);
  };
  const recorded = (n: number, input: JsonObject, value: Json) => ({
    function: 'test.run',
    settings: settingsOf(n),
    input,
    output: value,
    used_fallback: false,
    error: null,
  });
  const rerun = async (recording: Recording, again: StepSketch[] = steps) => {
    const plan = planOf(again);
    const host = new SimulatedStepHost({ 1: output({ v: 1 }), 2: output({ v: 2 }) });
    const runner = new PlanRunner(plan, executionRequest(plan), host, { recording });
    await host.drive(runner.run());
    return { state: runner.state(), ran: host.world.dispatched.map(({ step_number }) => step_number) };
  };
  const recording: Recording = {
    execution_id: 'before',
    steps: { '1': recorded(1, {}, { v: 1 }), '2': recorded(2, { from_1: { v: 1 } }, { v: 2 }) },
  };
  it('takes over what has the same function, settings and arguments', async () => {
    const { state, ran } = await rerun(recording);
    expect(ran).toEqual([3]);
    expect(state.steps[1]).toMatchObject({ status: 'completed', attempts: 0, output: { v: 2 }, taken_from: 'before' });
  });
  it('runs what changed, and goes on taking over where its output is the same', async () => {
    const { state, ran } = await rerun(recording, [step(1, [], { timeout_seconds: 9 }), ...steps.slice(1)]);
    expect(ran).toEqual([1, 3]);
    expect(state.steps.map(({ taken_from }) => taken_from)).toEqual([undefined, 'before', undefined]);
  });
  it('runs what gets other arguments, and all behind it', async () => {
    const other = { ...recording, steps: { ...recording.steps, '2': recorded(2, { from_1: { v: 9 } }, { v: 2 }) } };
    expect((await rerun(other)).ran).toEqual([2, 3]);
  });
  it('takes over a list as a whole', async () => {
    const listed = [step(1, [], { foreach: '$input.rows', input_mapping: { row: '$item' } })];
    const plan = planOf(listed);
    const request = executionRequest(plan, { input_data: { rows: [1, 2] } });
    const one = { ...recorded(1, {}, ['a', 'b']), input: [{ row: 1 }, { row: 2 }] };
    const host = new SimulatedStepHost();
    const runner = new PlanRunner(plan, request, host, { recording: { execution_id: 'before', steps: { '1': one } } });
    await host.drive(runner.run());
    expect(host.world.dispatched).toEqual([]);
    expect(runner.state().output_data).toEqual({ out_1: ['a', 'b'] });
  });
});
