/** Order, conditions, joins and errors: what the document alone decides. */
import type { JsonObject } from '../../src/contracts/json.js';
import { failure, output, transient } from '../../simulation/host/behaviour.js';
import { done, type Case } from './case.js';
import { step } from './plans.js';

const CLOSE = { execution: { on_failure: 'close' } };
const handled = (error_handling: JsonObject) => [step(1, [], { error_handling }), step(2, [1])];
const patient = { retry_count: 2, base_delay_seconds: 0.1, exponential_base: 2, jitter: false };

const SCHEDULING: Case[] = [
  {
    rule: 'eager starts a step as soon as its own dependencies are finished',
    steps: [step(1), step(2), step(3, [2]), step(4, [1, 3]), step(5, [1])],
    behaviours: { 1: output({}, 1000), 3: output({}, 1000) },
    expected: {
      steps: done(5),
      starts: [
        [1, 0],
        [2, 0],
        [3, 100],
        [5, 1000],
        [4, 1100],
      ],
    },
  },
  {
    rule: 'level starts a level when the one before it is finished',
    steps: [step(1), step(2), step(3, [2]), step(4, [1])],
    document: { execution: { mode: 'level' } },
    behaviours: { 1: output({}, 1000) },
    expected: {
      steps: done(4),
      starts: [
        [1, 0],
        [2, 0],
        [3, 1000],
        [4, 1000],
      ],
    },
  },
  {
    rule: 'sequential runs one at a time by level, then step number; the request may ask for it',
    steps: [step(1, [3]), step(2), step(3)],
    request: { options: { mode: 'sequential' } },
    expected: {
      steps: done(3),
      starts: [
        [2, 0],
        [3, 100],
        [1, 200],
      ],
      state: { status: 'completed', execution_graph: { max_observed_parallelism: 1 } },
    },
  },
  {
    rule: 'never has more than max_parallelism steps in flight, lowest step number first',
    steps: [1, 2, 3, 4, 5].map((n) => step(n)),
    document: { execution: { max_parallelism: 2 } },
    expected: {
      steps: done(5),
      starts: [
        [1, 0],
        [2, 0],
        [3, 100],
        [4, 100],
        [5, 200],
      ],
      state: { status: 'completed', execution_graph: { max_observed_parallelism: 2 } },
    },
  },
  {
    rule: 'waits for depends_on without a reference',
    steps: [step(1), step(2, [], { depends_on: [1] })],
    expected: {
      steps: done(2),
      starts: [
        [1, 0],
        [2, 100],
      ],
    },
  },
  {
    rule: 'hands over outputs, literals and the context',
    steps: [
      step(1),
      step(2, [], { input_mapping: { whole: '$step1', field: '$step1.a', grade: 'M25', who: '$context.user_id' } }),
    ],
    behaviours: { 1: output({ a: 1 }) },
    expected: {
      steps: done(2),
      inputs: { 2: { whole: { a: 1 }, field: 1, grade: 'M25', who: 'ann' } },
      state: { status: 'completed', output_data: { out_1: { a: 1 }, out_2: {} } },
    },
  },
];
const LOG: Case[] = [
  {
    rule: 'the log of a chain is start, end and progress of each step between start and end of the execution',
    steps: [step(1), step(2, [1])],
    expected: {
      steps: done(2),
      events: [
        'execution_started',
        ...['step_started', 'step_completed', 'progress_update'],
        ...['step_started', 'step_completed', 'progress_update'],
        'execution_completed',
      ],
    },
  },
  {
    rule: 'the log shows every attempt that another one followed',
    steps: [step(1, [], { error_handling: patient })],
    behaviours: { 1: { attempts: [transient(), failure('timeout'), output()] } },
    expected: {
      steps: done(1),
      state: {
        steps: [
          {
            attempts: 3,
            retries: [
              { attempt: 1, error_type: 'connection', delay_seconds: 0.2 },
              { attempt: 2, error_type: 'timeout', delay_seconds: 0.4 },
            ],
          },
        ],
      },
      events: [
        'execution_started',
        ...['step_started', 'step_retrying'],
        ...['step_started', 'step_timeout', 'step_retrying'],
        ...['step_started', 'step_completed', 'progress_update'],
        'execution_completed',
      ],
    },
  },
];
const CONDITIONS: Case[] = [
  {
    rule: 'a false condition skips the step and what depends on it',
    steps: [step(1, [], { condition: '1 == 2' }), step(2, [1]), step(3)],
    expected: {
      steps: ['skipped: condition_false', 'skipped: dependency_skipped', 'completed'],
      state: { status: 'completed', progress: { progress_percent: 100 } },
    },
  },
  {
    rule: 'a condition sees null for a skipped dependency that only it uses',
    steps: [step(1, [], { condition: 'false' }), step(2, [], { condition: '$step1.a == null' })],
    expected: { steps: ['skipped: condition_false', 'completed'] },
  },
  {
    rule: 'a condition that compares what does not compare fails the step before any attempt',
    steps: [step(1, [], { condition: "$input.a < 'x'" })],
    document: CLOSE,
    request: { input_data: { a: 1 } },
    expected: { steps: ['failed: type_error'], state: { status: 'failed', steps: [{ error: { attempt: 0 } }] } },
  },
];
const joins = (join: string, end: string): Case => ({
  rule: `join ${join} behind a failed and a completed step: ${end}`,
  steps: [step(1), step(2), step(3, [1, 2], { join })],
  document: CLOSE,
  behaviours: { 1: failure() },
  expected: { steps: ['failed: broken', 'completed', end], state: { status: 'failed' } },
});
const JOINS: Case[] = [
  joins('all', 'skipped: dependency_failed'),
  joins('any', 'completed'),
  joins('always', 'completed'),
  {
    rule: 'join any with no value at all skips the step',
    steps: [step(1, [], { condition: 'false' }), step(2, [], { condition: 'false' }), step(3, [1, 2], { join: 'any' })],
    expected: { steps: ['skipped: condition_false', 'skipped: condition_false', 'skipped: dependency_skipped'] },
  },
  {
    rule: 'join always gets null for what is missing',
    steps: [step(1), step(2, [1], { join: 'always' })],
    document: CLOSE,
    behaviours: { 1: failure() },
    expected: {
      steps: ['failed: broken', 'completed'],
      state: { status: 'failed' },
      inputs: { 2: { from_1: null } },
    },
  },
];
const ERRORS: Case[] = [
  {
    rule: 'on_error fail: independent steps still finish, then the execution fails',
    steps: [step(1), step(2), step(3, [1])],
    document: CLOSE,
    behaviours: { 1: failure(), 2: output({}, 500) },
    expected: {
      steps: ['failed: broken', 'completed', 'skipped: dependency_failed'],
      state: {
        status: 'failed',
        dead_letter: null,
        risk: { score: 1, decision: 'failed' },
        error: { type: 'broken', step_number: 1 },
      },
    },
  },
  {
    rule: 'on_error skip: the step is skipped with its error, and so is what depends on it',
    steps: handled({ on_error: 'skip' }),
    behaviours: { 1: failure() },
    expected: {
      steps: ['skipped: error', 'skipped: dependency_skipped'],
      state: { status: 'completed', steps: [{ error: { type: 'broken' } }, { error: null }] },
    },
  },
  {
    rule: 'on_error continue: the step completes with its fallback, null included',
    steps: handled({ on_error: 'continue' }),
    behaviours: { 1: failure() },
    expected: {
      steps: ['completed: fallback', 'completed'],
      state: { status: 'completed', steps: [{ output: null, error: { type: 'broken' } }, {}] },
      inputs: { 2: { from_1: null } },
    },
  },
  {
    rule: 'a timeout with a fallback_value completes the step whatever on_error says',
    steps: handled({ on_error: 'fail', fallback_value: 7 }),
    behaviours: { 1: failure('timeout') },
    expected: { steps: ['completed: fallback', 'completed'], inputs: { 2: { from_1: 7 } } },
  },
  {
    rule: 'fail_fast cancels what runs and starts nothing more',
    steps: [step(1), step(2), step(3, [2])],
    document: { execution: { on_failure: 'close', failure_policy: 'fail_fast' } },
    behaviours: { 1: failure(), 2: output({}, 20_000) },
    expected: { steps: ['failed: broken', 'cancelled', 'cancelled'], state: { status: 'failed' } },
  },
  {
    rule: 'a reference without a value fails the step, naming the reference',
    steps: [step(1), step(2, [], { input_mapping: { a: '$step1.none' } })],
    document: CLOSE,
    expected: {
      steps: ['completed', 'failed: reference_not_found'],
      state: { status: 'failed', steps: [{}, { error: { attempt: 0 } }], error: { step_number: 2 } },
    },
  },
];

export const STEP_CASES: Case[] = [...SCHEDULING, ...LOG, ...CONDITIONS, ...JOINS, ...ERRORS];
