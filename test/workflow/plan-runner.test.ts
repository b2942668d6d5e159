import { describe, expect, it } from '@jest/globals';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { failure, output, type Behaviours } from '../../simulation/host/behaviour.js';
import type { SimulatedStepHost } from '../../simulation/host/simulated-step-host.js';
import { endOf } from './case.js';
import { CASES } from './cases.js';
import { step } from './plans.js';
import { giveAt, type Options, run, simulate } from './simulated-run.js';

const names = (events: { event: string }[]) => events.map(({ event }) => event);
const inputsOf = (host: SimulatedStepHost) =>
  Object.fromEntries(host.world.dispatched.map((one) => [one.step_number, one.input]));
const actor = 'ann';

describe('a Plan on the simulated host', () => {
  it.each(CASES.map((one) => [one.rule, one] as const))('%s', async (_rule, { steps, expected, ...options }) => {
    const { host, state, events, runs } = await run(steps, options);
    expect(runs).toBeGreaterThanOrEqual(options.runs ?? 1);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(state.steps.map(endOf)).toEqual(expected.steps);
    expect(state).toMatchObject(expected.state ?? { status: 'completed' });
    const starts = host.world.dispatched.map(({ step_number, at_ms }) => [step_number, at_ms]);
    if (expected.starts) expect(starts).toEqual(expected.starts);
    if (expected.events) expect(names(events)).toEqual(expected.events);
    expect(inputsOf(host)).toMatchObject(expected.inputs ?? {});
  });
});

describe('the log', () => {
  it('is numbered without gaps and published whole', async () => {
    const { events, host } = await run([step(1), step(2, [1])]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(host.world.published).toEqual(events);
  });
  it('has its final event only after the record with it was stored', async () => {
    const { host, events } = await run([step(1)]);
    expect(host.world.saved).toHaveLength(1);
    expect(host.world.saved[0]?.events).toEqual(events);
    expect(host.world.saved[0]?.state.status).toBe('completed');
  });
  it('ignores a report that comes twice or too late', async () => {
    const { host, runner } = simulate([step(1)]);
    const started = { kind: 'started', step_number: 1, attempt: 1, at: '2026-01-01T00:00:00.000Z' } as const;
    host.at(10, () => runner.report(started));
    host.at(20, () =>
      runner.report({ kind: 'progress', step_number: 1, attempt: 1, update: { progress_percent: 5 }, at: started.at }),
    );
    host.at(500, () => runner.report(started));
    await host.drive(runner.run());
    expect(names(runner.events(0).items).filter((name) => name === 'step_started')).toHaveLength(1);
    expect(names(runner.events(0).items)).toContain('step_progress');
  });
  it('names the child of a step also when the child ended before it was heard that it had begun', async () => {
    const { host, runner } = simulate([
      step(1, [], { function_to_call: 'flow.workflow', input_mapping: { deliverable_type: 'footing' } }),
    ]);
    const ends = { status: 'completed', output: { depth: 2 } } as const;
    host.world.children.behaviour = () => ({ takes_ms: 5, ends, heard_ms: 50 });
    await host.drive(runner.run());
    const [child] = host.world.children.started;
    const waiting_for = { kind: 'workflow', execution_id: child?.execution_id };
    expect(runner.state().steps).toMatchObject([{ status: 'completed', output: { depth: 2 }, waiting_for }]);
  });
  it('more time counts that is given while the payload of a signal is being checked', async () => {
    const asked = { name: 'paid', payload_schema: { type: 'object', required: ['by'] }, timeout_seconds: 2 };
    const simulation = simulate([step(1, [], { function_to_call: 'flow.signal', input_mapping: asked })]);
    const { host, runner } = simulation;
    host.world.faults = { ...host.world.faults, storing: () => ({ takes_ms: 6_000, repeated: false }) };
    giveAt(1, { kind: 'signal', name: 'paid', payload: {}, actor }, simulation);
    giveAt(2, { kind: 'extend_timeout', step_number: 1, seconds: 60, actor }, simulation);
    giveAt(10_000, { kind: 'signal', name: 'paid', payload: { by: 'ann' }, actor }, simulation);
    await host.drive(runner.run());
    expect(runner.state().steps).toMatchObject([{ status: 'completed', output: { by: 'ann' } }]);
  });
  it('counts a failed attempt that is reported twice once', async () => {
    const { host, runner } = simulate([step(1)], { behaviours: { 1: output({}, 500) } });
    const failed = {
      type: 'worker_lost',
      message: 'lost',
      transient: true,
      findings: [],
      started_at: null,
      delay_seconds: 0,
    };
    const lost = { kind: 'failed', attempt: 1, completed_at: '2026-01-01T00:00:00.100Z', ...failed } as const;
    for (const ms of [100, 200]) host.at(ms, () => runner.report({ kind: 'failed', step_number: 1, failure: lost }));
    await host.drive(runner.run());
    expect(runner.failedAttempts(1).map(({ attempt, error_type }) => [attempt, error_type])).toEqual([
      [1, 'worker_lost'],
    ]);
    expect(runner.failedAttempts(9)).toEqual([]);
  });
});

describe('ends', () => {
  it('output that does not fit the output_schema fails the execution without parking', async () => {
    const { host, runner } = simulate([step(1)], { document: { output_schema: { type: 'object' } } });
    host.world.outputFindings = [
      {
        code: 'output_invalid',
        severity: 'error',
        path: '/out_1',
        message: 'out_1: wrong',
        display_path: 'out_1',
        keyword: 'type',
      },
    ];
    await host.drive(runner.run());
    expect(runner.state()).toMatchObject({ status: 'failed', dead_letter: null, error: { type: 'output_invalid' } });
  });
  it('timeout and fail_fast take no longer than they must', async () => {
    const slow = { 1: output({}, 20_000) };
    const late = await run([step(1)], { behaviours: slow, document: { execution: { timeout_seconds: 1 } } });
    expect(late.host.elapsed_ms).toBe(1000);
    const document = { execution: { on_failure: 'close', failure_policy: 'fail_fast' } };
    const fast = await run([step(1), step(2)], { behaviours: { ...slow, 2: failure() }, document });
    expect(fast.host.elapsed_ms).toBe(100);
  });
  it('says how many more steps failed', async () => {
    const document = { execution: { on_failure: 'close' } };
    const { state } = await run([step(1), step(2)], { behaviours: { 1: failure(), 2: failure() }, document });
    expect(state.error?.message).toBe('Step 1 step_1 failed: broken (and 1 more failed)');
  });
});

describe('a parked execution', () => {
  const failing = [step(1), step(2, [1]), step(3, [2]), step(4)];
  const behaviours: Behaviours = { 2: failure() };
  const document = { execution: { park_ttl_seconds: 60 } };
  it('is failed, keeps its checkpoints, and waits with what depends on the failed step pending', async () => {
    const { host } = await run(failing, { behaviours, document });
    const parked = host.world.saved[0];
    expect(parked?.state).toMatchObject({
      status: 'failed',
      dead_letter: { parked_until: '2026-01-01T00:01:00.200Z' },
      completed_at: null,
    });
    expect(parked?.state.steps.map(({ status }) => status)).toEqual(['completed', 'failed', 'pending', 'completed']);
    expect(parked?.events.at(-1)).toMatchObject({
      event: 'execution_failed',
      failed_steps: [2],
      recovery: [{ action: 'retry' }, {}, {}],
    });
    expect(host.elapsed_ms).toBe(60_200);
  });
  it('keeps no attempt of a step that failed before it was started', async () => {
    const commands: Options['commands'] = [[5000, { kind: 'retry', step_number: 1, actor }]];
    const { state } = await run([step(1, [], { condition: "1 < 'x'" })], { document, commands });
    expect(state.steps[0]).toMatchObject({ status: 'failed', attempts: 0, retries: [], error: { type: 'type_error' } });
  });
  it('goes on while a recovered step still runs beside another one', async () => {
    const attempts = [failure(), output({}, 9000)];
    const commands: Options['commands'] = [
      [5000, { kind: 'retry', step_number: 1, actor }],
      [6000, { kind: 'complete', step_number: 2, output: 1, actor }],
    ];
    const both = { behaviours: { 1: { attempts }, 2: failure() }, commands };
    const { state, host } = await run([step(1), step(2), step(3, [2])], both);
    expect(state.steps.map(endOf)).toEqual(['completed', 'completed', 'completed']);
    expect(host.elapsed_ms).toBe(14_000);
  });
  it('parks again when the retried step fails again', async () => {
    const commands: Options['commands'] = [[5000, { kind: 'retry', step_number: 2, actor }]];
    const { host, state } = await run(failing, { behaviours, document, commands });
    expect(host.elapsed_ms).toBe(65_100);
    expect(state.steps[1]).toMatchObject({ status: 'failed', attempts: 2, retries: [{ attempt: 1 }] });
  });
  it('waits for the other failed step when one is recovered', async () => {
    const commands: Options['commands'] = [[5000, { kind: 'skip', step_number: 1, actor }]];
    const both = { behaviours: { 1: failure(), 2: failure() }, document, commands };
    const { host, state } = await run([step(1), step(2), step(3, [2])], both);
    expect(host.elapsed_ms).toBe(65_000);
    expect(state.steps.map(endOf)).toEqual(['skipped: manual', 'failed: broken', 'skipped: dependency_failed']);
  });
});

describe('approval', () => {
  const risky = { 1: output({ design_ok: false }) };
  it('expires after 72 h, later when it is extended', async () => {
    const extend = { kind: 'extend_approval', seconds: 3600, actor } as const;
    const { state, host } = await run([step(1)], { behaviours: risky, commands: [[5000, extend]] });
    expect(state).toMatchObject({ status: 'rejected', approval: { status: 'expired' } });
    expect(host.elapsed_ms).toBe(73 * 3_600_000 + 100);
  });
  it('can be decided only once the request for it is stored', async () => {
    const { host, runner } = simulate([step(1)], { behaviours: risky });
    const approve = { kind: 'approve', actor } as const;
    const refusals: (string | null)[] = [];
    host.world.duringSave = () => refusals.push(runner.refusal(approve));
    giveAt(0, approve, { host, runner });
    await host.drive(runner.run());
    expect(refusals[0]).toMatch(/cannot be approved/);
    expect(host.world.published.map(({ seq }) => seq)).toEqual(host.world.published.map((_, i) => i + 1));
    expect(names(host.world.published).slice(-3)).toEqual([
      'approval_required',
      'approval_decided',
      'execution_completed',
    ]);
  });
});

describe('commands', () => {
  it.each([
    [{ kind: 'resume' }, 'An execution that is running cannot be resumed'],
    [{ kind: 'approve' }, 'An execution that is running cannot be approved'],
    [{ kind: 'reject', notes: '' }, 'An execution that is running cannot be rejected'],
    [{ kind: 'extend_approval', seconds: 1 }, 'An execution that is running cannot be given more time for approval'],
    [{ kind: 'retry', step_number: 1 }, 'Step 1 is running; only a failed step can be retried'],
    [{ kind: 'complete', step_number: 1, output: 1 }, 'Step 1 is running; only a failed step can be completed by hand'],
    [{ kind: 'skip', step_number: 9 }, 'The execution has no step 9'],
  ])('%j is refused with the state', async (command, reason) => {
    const { host, runner } = simulate([step(1)]);
    const refusals: (string | null)[] = [];
    host.at(10, () => refusals.push(runner.refusal({ ...command, actor } as OriginatedCommand)));
    await host.drive(runner.run());
    expect(refusals).toEqual([reason]);
  });
  it.each([
    [{ kind: 'cancel' }, 'An execution that is completed cannot be cancelled'],
    [{ kind: 'retry', step_number: 1 }, 'An execution that is closed as completed cannot be changed; rerun it instead'],
  ])('%j is refused after the end', async (command, reason) => {
    const { host, runner } = simulate([step(1)]);
    await host.drive(runner.run());
    expect(runner.refusal({ ...command, actor } as OriginatedCommand)).toBe(reason);
  });
  it('are refused while the last record is stored', async () => {
    const { host, runner } = simulate([step(1)]);
    const refusals: (string | null)[] = [];
    host.world.duringSave = () => refusals.push(runner.refusal({ kind: 'cancel', actor }));
    await host.drive(runner.run());
    expect(refusals).toEqual(['The execution is just being stored; give the command again']);
  });
});

describe('risk', () => {
  it.each([
    ['nothing to say', {}, 0.1, 'auto_approved'],
    ['two warnings', { warnings: ['a', 'b'] }, 0.3, 'needs_review'],
    ['five warnings', { warnings: ['a', 'b', 'c', 'd', 'e'] }, 0.5, 'needs_review'],
    ['six warnings', { warnings: ['a', 'b', 'c', 'd', 'e', 'f'] }, 0.7, 'needs_review'],
  ])('%s', async (_name, value, score, decision) => {
    const { state } = await run([step(1)], { behaviours: { 1: output(value as JsonObject) } });
    expect(state.risk).toMatchObject({ score, decision });
  });
  it('looks at each output of a list', async () => {
    const items = [output({ warnings: ['a'] }), output({ warnings: ['b', 'c'], design_ok: true })];
    const request = { input_data: { rows: [1, 2] } };
    const { state } = await run([step(1, [], { foreach: '$input.rows' })], { behaviours: { 1: { items } }, request });
    expect(state.risk).toMatchObject({
      score: 0.5,
      factors: [{ code: 'warnings', message: '3 warning(s) in outputs' }],
    });
  });
  it("counts the document's own rules", async () => {
    const rules = [{ condition: '$step1.depth > 1', risk_factor: 0.4, message: 'deep' }];
    const { state } = await run([step(1)], {
      behaviours: { 1: output({ depth: 2 }) },
      document: { risk_config: { rules } },
    });
    expect(state.risk).toMatchObject({ score: 0.4, factors: [{ code: 'rule', message: 'deep' }] });
  });
  it('takes a rule that cannot be evaluated as met, and leaves out one that is not met', async () => {
    const rules = [
      { condition: "$step1.depth < 'x'", risk_factor: 0.6, message: 'deep' },
      { condition: '$step1.depth > 9', risk_factor: 0.8, message: 'very deep' },
    ];
    const behaviours = { 1: output({ depth: 2 }) };
    const { state } = await run([step(1)], { behaviours, document: { risk_config: { rules } } });
    expect(state.risk).toMatchObject({ score: 0.6, factors: [{ code: 'rule_error', score: 0.6 }] });
  });
});
