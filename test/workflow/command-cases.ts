/** Ends, recovery and approval: where time or a person decides too. */
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import { failure, output } from '../../simulation/host/behaviour.js';
import { done, type Case } from './case.js';
import { step } from './plans.js';

const actor = 'ann';
const ENDS: Case[] = [
  {
    rule: 'timeout_seconds of the execution ends it as failed without parking',
    steps: [step(1), step(2, [1])],
    document: { execution: { timeout_seconds: 1 } },
    behaviours: { 1: output({}, 20_000) },
    expected: {
      steps: ['cancelled', 'cancelled'],
      state: { status: 'failed', dead_letter: null, error: { type: 'timeout' } },
    },
  },
  {
    rule: 'cancel ends what runs and what waits',
    steps: [step(1), step(2, [1])],
    behaviours: { 1: output({}, 20_000) },
    commands: [[300, { kind: 'cancel', actor }]],
    expected: {
      steps: ['cancelled', 'cancelled'],
      state: { status: 'cancelled' },
      events: ['execution_started', 'step_started', 'execution_cancelled'],
    },
  },
  {
    rule: 'pause lets running steps finish and starts none; resume goes on',
    steps: [step(1), step(2, [1])],
    behaviours: { 1: output({}, 2000) },
    commands: [
      [200, { kind: 'pause', actor }],
      [2800, { kind: 'resume', actor }],
    ],
    expected: {
      steps: done(2),
      starts: [
        [1, 0],
        [2, 2800],
      ],
      events: [
        ...['execution_started', 'step_started', 'execution_paused'],
        ...['step_completed', 'progress_update', 'execution_resumed'],
        ...['step_started', 'step_completed', 'progress_update', 'execution_completed'],
      ],
    },
  },
];
const extend = (seconds: number): [number, OriginatedCommand] => [
  300,
  { kind: 'extend_timeout', step_number: 1, seconds, actor },
];
const EXTENSIONS: Case[] = [
  {
    rule: 'a running attempt that is given more time ends when it is done',
    steps: [step(1, [], { timeout_seconds: 1 })],
    behaviours: { 1: output({}, 2000) },
    commands: [extend(5)],
    expected: { steps: done(1), state: { status: 'completed', steps: [{ attempts: 1 }] } },
  },
  {
    rule: 'one that is given too little times out later',
    steps: [step(1, [], { timeout_seconds: 1 })],
    document: { execution: { on_failure: 'close' } },
    behaviours: { 1: output({}, 20_000) },
    commands: [extend(1)],
    expected: {
      steps: ['failed: timeout'],
      state: { status: 'failed', steps: [{ attempts: 1 }] },
    },
  },
  {
    rule: 'total_timeout_seconds is extended too',
    steps: [step(1, [], { timeout_seconds: 1, total_timeout_seconds: 1 })],
    behaviours: { 1: output({}, 2000) },
    commands: [extend(5)],
    expected: { steps: done(1) },
  },
  {
    rule: 'the items of a list are given more time together',
    steps: [step(1, [], { foreach: '$input.rows', timeout_seconds: 1 })],
    request: { input_data: { rows: [1, 2] } },
    behaviours: { 1: output('x', 2000) },
    commands: [extend(5)],
    expected: { steps: done(1), state: { output_data: { out_1: ['x', 'x'] } } },
  },
];
const failing = [step(1), step(2, [1]), step(3, [2]), step(4)];
const RECOVERY: Case[] = [
  {
    rule: 'a parked execution goes on from the failed step when it is retried with other input',
    steps: failing,
    behaviours: { 2: { attempts: [failure(), output()] } },
    commands: [[1000, { kind: 'retry', step_number: 2, input_override: { n: 1 }, actor }]],
    expected: {
      steps: done(4),
      starts: [
        [1, 0],
        [4, 0],
        [2, 100],
        [2, 1000],
        [3, 1100],
      ],
      inputs: { 2: { n: 1 } },
      state: {
        status: 'completed',
        dead_letter: null,
        error: null,
        steps: [{}, { attempts: 2, retries: [{ attempt: 1, error_type: 'broken', delay_seconds: 0 }] }, {}, {}],
      },
    },
  },
  {
    rule: 'what waits for a step that is retried while others run, waits for its end',
    steps: [step(1), step(2), step(3, [1, 2])],
    behaviours: { 1: { attempts: [failure(), output({ n: 1 }, 2500)] }, 2: output({}, 1500) },
    commands: [[500, { kind: 'retry', step_number: 1, actor }]],
    expected: {
      steps: done(3),
      starts: [
        [1, 0],
        [2, 0],
        [1, 500],
        [3, 3000],
      ],
      inputs: { 3: { from_1: { n: 1 }, from_2: {} } },
    },
  },
  {
    rule: 'a parked execution goes on after its failed step is skipped',
    steps: failing,
    behaviours: { 2: failure() },
    commands: [[1000, { kind: 'skip', step_number: 2, actor }]],
    expected: { steps: ['completed', 'skipped: manual', 'skipped: dependency_skipped', 'completed'] },
  },
  {
    rule: 'a parked execution goes on after its failed step is completed by hand',
    steps: failing,
    behaviours: { 2: failure() },
    commands: [[1000, { kind: 'complete', step_number: 2, output: { v: 1 }, actor }]],
    expected: { steps: done(4), inputs: { 3: { from_2: { v: 1 } } } },
  },
  {
    rule: 'what fail_fast cancelled runs again once the failed step is recovered',
    steps: [step(1), step(2), step(3, [2])],
    document: { execution: { failure_policy: 'fail_fast' } },
    behaviours: { 1: failure(), 2: { attempts: [output({}, 2000), output()] } },
    commands: [[100, { kind: 'skip', step_number: 1, actor }]],
    expected: { steps: ['skipped: manual', 'completed', 'completed'] },
  },
  {
    rule: 'a parked execution can be cancelled',
    steps: failing,
    behaviours: { 2: failure() },
    commands: [[1000, { kind: 'cancel', actor }]],
    expected: {
      steps: ['completed', 'failed: broken', 'cancelled', 'completed'],
      state: { status: 'cancelled', dead_letter: null },
    },
  },
  {
    rule: 'a parked execution closes when its time is over, with the rest skipped',
    steps: failing,
    document: { execution: { park_ttl_seconds: 1 } },
    behaviours: { 2: failure() },
    expected: {
      steps: ['completed', 'failed: broken', 'skipped: dependency_failed', 'completed'],
      state: { status: 'failed', dead_letter: null, error: { type: 'broken', step_number: 2 } },
    },
  },
];
const risky = { 1: output({ design_ok: false }) };
const APPROVAL_LOG = ['execution_started', 'step_started', 'step_completed', 'progress_update'];
const decided = (command: OriginatedCommand, status: string, decision: string): Case => ({
  rule: `a risky result waits for approval; ${command.kind} makes it ${status}`,
  steps: [step(1)],
  behaviours: risky,
  commands: [
    [800, { kind: 'extend_approval', seconds: 60, actor }],
    [1000, command],
  ],
  expected: {
    steps: done(1),
    state: {
      status,
      risk: { score: 0.9, decision: 'requires_approval' },
      approval: { status: decision, decided_by: actor },
    },
    events: [...APPROVAL_LOG, 'approval_required', 'approval_decided', 'execution_completed'],
  },
});
const APPROVAL: Case[] = [
  decided({ kind: 'approve', notes: 'seen', actor }, 'completed', 'approved'),
  decided({ kind: 'reject', notes: 'no', actor }, 'rejected', 'rejected'),
  {
    rule: 'an execution that waits for approval can be cancelled',
    steps: [step(1)],
    behaviours: risky,
    commands: [[1000, { kind: 'cancel', actor }]],
    expected: { steps: done(1), state: { status: 'cancelled' } },
  },
];

export const COMMAND_CASES: Case[] = [...ENDS, ...EXTENSIONS, ...RECOVERY, ...APPROVAL];
