import { describe, expect, it } from '@jest/globals';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { ExecutionRequest } from '../../src/contracts/execution.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { Plan } from '../../src/contracts/plan.js';
import { PlanRunner } from '../../workflows/plan-runner.js';
import { planOf, step, type StepSketch } from './plans.js';
import { SimulatedStepHost, type Behaviour, type Script } from './simulated-step-host.js';

const request = (plan: Plan, more: Partial<ExecutionRequest> = {}): ExecutionRequest => ({
  execution_id: 'e1',
  deliverable_type: plan.deliverable_type,
  version: 1,
  plan_hash: 'hash',
  input_data: {},
  user_id: 'ann',
  context: {},
  options: {},
  rerun_of: null,
  created_at: '2026-01-01T00:00:00.000Z',
  ...more,
});
const output = (value: JsonObject = {}, takes_ms = 100): Behaviour => ({ output: value, takes_ms });
const failure = (type = 'broken', takes_ms = 100): Behaviour => ({ error: { type }, takes_ms });
/** Behaviour by step number; every other step returns an empty object after 100 ms. */
const script =
  (behaviours: Record<number, Behaviour> = {}): Script =>
  ({ step: { step_number } }) =>
    behaviours[step_number] ?? output();

interface Options {
  behaviours?: Record<number, Behaviour>;
  document?: JsonObject;
  request?: Partial<ExecutionRequest>;
  /** Commands by the virtual time in ms at which they come. */
  commands?: [number, OriginatedCommand][];
}
async function run(steps: StepSketch[], { behaviours, document, request: asked, commands = [] }: Options = {}) {
  const plan = planOf(steps, document);
  const host = new SimulatedStepHost(script(behaviours));
  const runner = new PlanRunner(plan, request(plan, asked), host);
  const refusals: (string | null)[] = [];
  for (const [at_ms, command] of commands) {
    host.at(at_ms, () => {
      const refusal = runner.refusal(command);
      refusals.push(refusal);
      if (refusal === null) runner.command(command);
    });
  }
  const ending = await host.drive(runner.run());
  const state = runner.state();
  const { items: events } = runner.events(0);
  return { host, runner, ending, state, events, refusals, statuses: state.steps.map(({ status }) => status) };
}
const names = (events: { event: string }[]) => events.map(({ event }) => event);
const starts = (host: SimulatedStepHost) => host.dispatched.map(({ step_number, at_ms }) => [step_number, at_ms]);
const CLOSE = { execution: { on_failure: 'close' } };
const actor = 'ann';

describe('scheduling', () => {
  it('eager starts a step as soon as its own dependencies are finished', async () => {
    const unbalanced = [step(1), step(2), step(3, [2]), step(4, [1, 3]), step(5, [1])];
    const behaviours = { 1: output({}, 1000), 2: output({}, 100), 3: output({}, 1000), 4: output({}, 100), 5: output({}, 100) };
    const { host } = await run(unbalanced, { behaviours });
    expect(starts(host)).toEqual([
      [1, 0],
      [2, 0],
      [3, 100],
      [5, 1000],
      [4, 1100],
    ]);
    expect(host.elapsed_ms).toBe(1200);
  });
  it('level starts a level when the one before it is finished', async () => {
    const behaviours = { 1: output({}, 1000), 2: output({}, 100) };
    const { host } = await run([step(1), step(2), step(3, [2])], { behaviours, document: { execution: { mode: 'level' } } });
    expect(starts(host)).toEqual([
      [1, 0],
      [2, 0],
      [3, 1000],
    ]);
  });
  it('sequential runs one at a time by level, then step number', async () => {
    const { host } = await run([step(1, [3]), step(2), step(3)], { request: { options: { mode: 'sequential' } } });
    expect(starts(host)).toEqual([
      [2, 0],
      [3, 100],
      [1, 200],
    ]);
  });
  it('never has more than max_parallelism steps in flight, lowest step number first', async () => {
    const steps = [1, 2, 3, 4, 5].map((n) => step(n));
    const { host, state } = await run(steps, { document: { execution: { max_parallelism: 2 } } });
    expect(starts(host)).toEqual([
      [1, 0],
      [2, 0],
      [3, 100],
      [4, 100],
      [5, 200],
    ]);
    expect(state.execution_graph.max_observed_parallelism).toBe(2);
  });
  it('waits for depends_on without a reference', async () => {
    const { host } = await run([step(1), step(2, [], { depends_on: [1] })]);
    expect(starts(host)).toEqual([
      [1, 0],
      [2, 100],
    ]);
  });
  it('hands over outputs and literals', async () => {
    const second = step(2, [], { input_mapping: { whole: '$step1', field: '$step1.a', grade: 'M25', who: '$context.user_id' } });
    const { host, state } = await run([step(1), second], { behaviours: { 1: output({ a: 1 }) } });
    expect(host.dispatched[1]?.input).toEqual({ whole: { a: 1 }, field: 1, grade: 'M25', who: 'ann' });
    expect(state.output_data).toEqual({ out_1: { a: 1 }, out_2: {} });
  });
});

describe('the log', () => {
  it('of a chain is start, end and progress of each step between start and end of the execution', async () => {
    const { events, host } = await run([step(1), step(2, [1])]);
    const ofStep = ['step_started', 'step_completed', 'progress_update'];
    expect(names(events)).toEqual(['execution_started', ...ofStep, ...ofStep, 'execution_completed']);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(host.published).toEqual(events);
  });
  it('has its final event only after the record with it was stored', async () => {
    const { host, events } = await run([step(1)]);
    expect(host.saved).toHaveLength(1);
    expect(host.saved[0]?.events).toEqual(events);
    expect(host.saved[0]?.state.status).toBe('completed');
  });
  it('shows every attempt that another one followed', async () => {
    const attempts: Behaviour = { retries: [failure('connection'), failure('timeout'), output({ ok: true })] };
    const { events, state } = await run([step(1)], { behaviours: { 1: attempts } });
    expect(names(events).slice(1, -2)).toEqual([
      'step_started',
      'step_retrying',
      'step_started',
      'step_timeout',
      'step_retrying',
      'step_started',
      'step_completed',
    ]);
    expect(state.steps[0]).toMatchObject({ attempts: 3, status: 'completed', execution_time_ms: 100 });
    expect(state.steps[0]?.retries.map(({ attempt, error_type }) => [attempt, error_type])).toEqual([
      [1, 'connection'],
      [2, 'timeout'],
    ]);
  });
  it('ignores a report that comes twice', async () => {
    const plan = planOf([step(1)]);
    const host = new SimulatedStepHost(script());
    const runner = new PlanRunner(plan, request(plan), host);
    const started = { kind: 'started', step_number: 1, attempt: 1, at: '2026-01-01T00:00:00.000Z' } as const;
    host.at(10, () => runner.report(started));
    host.at(20, () => runner.report({ kind: 'progress', step_number: 1, attempt: 1, update: { progress_percent: 5 }, at: started.at }));
    host.at(500, () => runner.report(started));
    await host.drive(runner.run());
    expect(names(runner.events(0).items).filter((name) => name === 'step_started')).toHaveLength(1);
    expect(names(runner.events(0).items)).toContain('step_progress');
  });
});

describe('conditions', () => {
  it('false skips the step and what depends on it', async () => {
    const { state } = await run([step(1, [], { condition: '1 == 2' }), step(2, [1]), step(3)]);
    expect(state.steps.map(({ status, skip_reason }) => [status, skip_reason])).toEqual([
      ['skipped', 'condition_false'],
      ['skipped', 'dependency_skipped'],
      ['completed', null],
    ]);
    expect(state.status).toBe('completed');
    expect(state.progress.progress_percent).toBe(100);
  });
  it('sees null for a dependency that was skipped and is used only in the condition', async () => {
    const { statuses } = await run([step(1, [], { condition: 'false' }), step(2, [], { condition: '$step1.a == null' })]);
    expect(statuses).toEqual(['skipped', 'completed']);
  });
  it('that compares what does not compare fails the step', async () => {
    const { state } = await run([step(1, [], { condition: "$input.a < 'x'" })], { request: { input_data: { a: 1 } }, document: CLOSE });
    expect(state.steps[0]?.error).toMatchObject({ type: 'type_error', attempt: 0 });
  });
});

describe('join', () => {
  const failed = [step(1), step(2)];
  it.each([
    ['all', 'skipped', 'dependency_failed'],
    ['any', 'completed', null],
    ['always', 'completed', null],
  ])('%s behind a failed and a completed step: %s', async (join, status, skip_reason) => {
    const { state } = await run([...failed, step(3, [1, 2], { join })], { behaviours: { 1: failure() }, document: CLOSE });
    expect(state.steps[2]).toMatchObject({ status, skip_reason });
  });
  it('any with no value at all skips the step', async () => {
    const skipped = [step(1, [], { condition: 'false' }), step(2, [], { condition: 'false' })];
    const { state } = await run([...skipped, step(3, [1, 2], { join: 'any' })]);
    expect(state.steps[2]).toMatchObject({ status: 'skipped', skip_reason: 'dependency_skipped' });
  });
  it('always gets null for what is missing', async () => {
    const { host } = await run([step(1), step(2, [1], { join: 'always' })], { behaviours: { 1: failure() }, document: CLOSE });
    expect(host.dispatched[1]?.input).toEqual({ from_1: null });
  });
});

describe('on_error', () => {
  const handled = (error_handling: JsonObject) => [step(1, [], { error_handling }), step(2, [1])];
  it('fail: independent steps still finish, then the execution fails', async () => {
    const { state } = await run([step(1), step(2), step(3, [1])], { behaviours: { 1: failure(), 2: output({}, 500) }, document: CLOSE });
    expect(state.steps.map(({ status }) => status)).toEqual(['failed', 'completed', 'skipped']);
    expect(state).toMatchObject({ status: 'failed', dead_letter: null, risk: { score: 1, decision: 'failed' } });
    expect(state.error).toMatchObject({ type: 'broken', step_number: 1 });
  });
  it('skip: the step is skipped with its error, and so is what depends on it', async () => {
    const { state } = await run(handled({ on_error: 'skip' }), { behaviours: { 1: failure() } });
    expect(state.steps[0]).toMatchObject({ status: 'skipped', skip_reason: 'error', error: { type: 'broken' } });
    expect(state.steps[1]).toMatchObject({ status: 'skipped', skip_reason: 'dependency_skipped' });
    expect(state.status).toBe('completed');
  });
  it('continue: the step completes with its fallback, null included', async () => {
    const { state, host } = await run(handled({ on_error: 'continue' }), { behaviours: { 1: failure() } });
    expect(state.steps[0]).toMatchObject({ status: 'completed', output: null, used_fallback: true, error: { type: 'broken' } });
    expect(host.dispatched[1]?.input).toEqual({ from_1: null });
  });
  it('a timeout with a fallback_value completes the step whatever on_error says', async () => {
    const { state } = await run(handled({ on_error: 'fail', fallback_value: 7 }), { behaviours: { 1: failure('timeout') } });
    expect(state.steps[0]).toMatchObject({ status: 'completed', output: 7, used_fallback: true });
  });
  it('fail_fast cancels what runs and starts nothing more', async () => {
    const document = { execution: { on_failure: 'close', failure_policy: 'fail_fast' } };
    const { state, host } = await run([step(1), step(2), step(3, [2])], { behaviours: { 1: failure(), 2: output({}, 900) }, document });
    expect(state.steps.map(({ status }) => status)).toEqual(['failed', 'cancelled', 'cancelled']);
    expect(host.elapsed_ms).toBe(100);
  });
  it('a reference without a value fails the step, naming the reference', async () => {
    const { state } = await run([step(1), step(2, [], { input_mapping: { a: '$step1.none' } })], { document: CLOSE });
    expect(state.steps[1]?.error).toMatchObject({ type: 'reference_not_found', attempt: 0 });
    expect(state.steps[1]?.error?.message).toContain('$step1.none');
  });
});

describe('ends', () => {
  it('output that does not fit the output_schema fails the execution without parking', async () => {
    const plan = planOf([step(1)], { output_schema: { type: 'object' } });
    const host = new SimulatedStepHost(script());
    host.outputFindings = [
      { code: 'output_invalid', severity: 'error', path: '/out_1', message: 'out_1: wrong', display_path: 'out_1', keyword: 'type' },
    ];
    const runner = new PlanRunner(plan, request(plan), host);
    await host.drive(runner.run());
    expect(runner.state()).toMatchObject({ status: 'failed', dead_letter: null, error: { type: 'output_invalid' } });
  });
  it('timeout_seconds of the execution ends it as failed without parking', async () => {
    const document = { execution: { timeout_seconds: 1 } };
    const { state, host } = await run([step(1), step(2, [1])], { behaviours: { 1: output({}, 5000) }, document });
    expect(state).toMatchObject({ status: 'failed', dead_letter: null, error: { type: 'timeout' } });
    expect(state.steps.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(host.elapsed_ms).toBe(1000);
  });
  it('cancel ends what runs and what waits', async () => {
    const { state, events } = await run([step(1), step(2, [1])], {
      behaviours: { 1: output({}, 5000) },
      commands: [[300, { kind: 'cancel', actor }]],
    });
    expect(state).toMatchObject({ status: 'cancelled', completed_at: '2026-01-01T00:00:00.300Z' });
    expect(events.at(-1)?.event).toBe('execution_cancelled');
  });
  it('pause lets running steps finish and starts none; resume goes on', async () => {
    const { host, events } = await run([step(1), step(2, [1])], {
      commands: [
        [50, { kind: 'pause', actor }],
        [1000, { kind: 'resume', actor }],
      ],
    });
    expect(starts(host)).toEqual([
      [1, 0],
      [2, 1000],
    ]);
    expect(names(events)).toEqual(expect.arrayContaining(['execution_paused', 'execution_resumed', 'execution_completed']));
  });
});

describe('a parked execution', () => {
  const failing = [step(1), step(2, [1]), step(3, [2]), step(4)];
  const behaviours = { 2: failure() };
  it('is failed, keeps its checkpoints, and waits with what depends on the failed step pending', async () => {
    const { state, host } = await run(failing, { behaviours, document: { execution: { park_ttl_seconds: 60 } }, commands: [] });
    const parked = host.saved[0];
    expect(parked?.state).toMatchObject({ status: 'failed', dead_letter: { parked_until: '2026-01-01T00:01:00.200Z' }, completed_at: null });
    expect(parked?.state.steps.map(({ status }) => status)).toEqual(['completed', 'failed', 'pending', 'completed']);
    expect(state).toMatchObject({ status: 'failed', dead_letter: null });
    expect(state.steps[2]).toMatchObject({ status: 'skipped', skip_reason: 'dependency_failed' });
    expect(host.elapsed_ms).toBe(60_200);
  });
  it('goes on from the failed step when it is retried with other input', async () => {
    let tries = 0;
    const plan = planOf(failing);
    const host = new SimulatedStepHost(({ step: { step_number } }) => (step_number === 2 && (tries += 1) === 1 ? failure() : output()));
    const runner = new PlanRunner(plan, request(plan), host);
    host.at(5000, () => runner.command({ kind: 'retry', step_number: 2, input_override: { n: 1 }, actor }));
    expect(await host.drive(runner.run())).toBe('finished');
    expect(host.dispatched.map(({ step_number }) => step_number)).toEqual([1, 4, 2, 2, 3]);
    expect(host.dispatched[3]?.input).toEqual({ n: 1 });
    const { status, steps, progress, dead_letter } = runner.state();
    expect([status, dead_letter, progress.progress_percent]).toEqual(['completed', null, 100]);
    expect(steps[1]).toMatchObject({ attempts: 2, error: null, retries: [{ attempt: 1, delay_seconds: 0 }] });
  });
  it.each([
    ['skip', { kind: 'skip', step_number: 2, actor }, ['completed', 'skipped', 'skipped', 'completed']],
    ['complete', { kind: 'complete', step_number: 2, output: { v: 1 }, actor }, ['completed', 'completed', 'completed', 'completed']],
  ] as [string, OriginatedCommand, string[]][])('goes on after %s', async (_name, command, expected) => {
    const { statuses, state } = await run(failing, { behaviours, commands: [[5000, command]] });
    expect(statuses).toEqual(expected);
    expect(state.status).toBe('completed');
  });
  it('runs again what fail_fast cancelled once it is recovered', async () => {
    const document = { execution: { failure_policy: 'fail_fast' } };
    const { statuses } = await run([step(1), step(2), step(3, [2])], {
      behaviours: { 1: failure(), 2: output({}, 900) },
      document,
      commands: [[5000, { kind: 'skip', step_number: 1, actor }]],
    });
    expect(statuses).toEqual(['skipped', 'completed', 'completed']);
  });
  it('can be cancelled', async () => {
    const { state } = await run(failing, { behaviours, commands: [[5000, { kind: 'cancel', actor }]] });
    expect(state.status).toBe('cancelled');
  });
});

describe('approval', () => {
  const risky = { 1: output({ design_ok: false }) };
  it.each([
    ['approve', { kind: 'approve', notes: 'seen', actor }, 'completed', 'approved'],
    ['reject', { kind: 'reject', notes: 'no', actor }, 'rejected', 'rejected'],
  ] as [string, OriginatedCommand, string, string][])('%s ends it', async (_name, command, status, decision) => {
    const { state, events } = await run([step(1)], { behaviours: risky, commands: [[5000, command]] });
    expect(state).toMatchObject({ status, risk: { score: 0.9, decision: 'requires_approval' }, approval: { status: decision } });
    expect(names(events).slice(-3)).toEqual(['approval_required', 'approval_decided', 'execution_completed']);
  });
  it('expires after 72 h, later when it is extended', async () => {
    const extend = { kind: 'extend_approval', seconds: 3600, actor } as const;
    const { state, host } = await run([step(1)], { behaviours: risky, commands: [[5000, extend]] });
    expect(state).toMatchObject({ status: 'rejected', approval: { status: 'expired' } });
    expect(host.elapsed_ms).toBe(73 * 3_600_000 + 100);
  });
});

describe('commands', () => {
  it('that the state does not allow are refused with the state', async () => {
    const { refusals } = await run([step(1)], {
      commands: [
        [10, { kind: 'resume', actor }],
        [20, { kind: 'approve', actor }],
        [30, { kind: 'retry', step_number: 1, actor }],
        [40, { kind: 'skip', step_number: 9, actor }],
        [5000, { kind: 'cancel', actor }],
      ],
    });
    expect(refusals).toEqual([
      'An execution that is running cannot be resumed',
      'An execution that is running cannot be approved',
      'Step 1 is running; only a failed step can be retried',
      'The execution has no step 9',
      'An execution that is completed cannot be cancelled',
    ]);
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
  it("counts the document's own rules", async () => {
    const rules = [{ condition: '$step1.depth > 1', risk_factor: 0.4, message: 'deep' }];
    const { state } = await run([step(1)], { behaviours: { 1: output({ depth: 2 }) }, document: { risk_config: { rules } } });
    expect(state.risk).toMatchObject({ score: 0.4, factors: [{ code: 'rule', message: 'deep' }] });
  });
});
