/** Lists, waits, signals and other workflows as steps; and a history that goes on in new runs. */
import { expect } from '@jest/globals';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { failure, output, transient } from '../../simulation/host/behaviour.js';
import { done, type Case } from './case.js';
import { step } from './plans.js';

const actor = 'ann';
const CLOSE = { execution: { on_failure: 'close' } };
const onRows = (more: JsonObject = {}) =>
  step(1, [], { foreach: '$input.rows', input_mapping: { row: '$item', at: '$index' }, ...more });
const withRows = (...rows: (string | number)[]) => ({ input_data: { rows } });
const handled = (error_handling: JsonObject) => ({ error_handling });

const LISTS: Case[] = [
  {
    rule: 'a step with foreach runs for each item; its output is the list in order',
    steps: [onRows(), step(2, [1])],
    request: withRows('a', 'b'),
    behaviours: { 1: { items: [output('first', 400), output('second', 100)] } },
    expected: {
      steps: done(2),
      inputs: { 2: { from_1: ['first', 'second'] } },
      starts: [
        [1, 0],
        [1, 0],
        [2, 400],
      ],
      state: {
        status: 'completed',
        steps: [{ attempts: 2, items: [{ index: 0, status: 'completed', attempts: 1 }, { index: 1 }] }, {}],
      },
      events: [
        ...['execution_started', 'step_started', 'step_progress', 'step_progress', 'step_completed', 'progress_update'],
        ...['step_started', 'step_completed', 'progress_update', 'execution_completed'],
      ],
    },
  },
  {
    rule: 'no item runs of an empty list',
    steps: [onRows(), step(2, [1])],
    request: withRows(),
    expected: { steps: done(2), inputs: { 2: { from_1: [] } }, starts: [[2, 0]] },
  },
  {
    rule: 'what is no list fails the step',
    steps: [onRows()],
    request: { input_data: { rows: 'a' } },
    document: CLOSE,
    expected: { steps: ['failed: type_error'], state: { status: 'failed' } },
  },
  {
    rule: 'items keep to the max_parallelism of the step, and count as steps in flight',
    steps: [onRows({ max_parallelism: 2 }), step(2)],
    document: { execution: { max_parallelism: 3 } },
    request: withRows(1, 2, 3),
    behaviours: { 2: output({}, 1000) },
    expected: {
      steps: done(2),
      starts: [
        [1, 0],
        [1, 0],
        [2, 0],
        [1, 100],
      ],
      state: { status: 'completed', execution_graph: { max_observed_parallelism: 3 } },
    },
  },
  {
    rule: 'on_error skip leaves null in the list, continue its fallback_value',
    steps: [
      onRows(handled({ on_error: 'skip' })),
      step(2, [], { foreach: '$input.rows', ...handled({ on_error: 'continue', fallback_value: 0 }) }),
      step(3, [1, 2]),
    ],
    request: withRows('a', 'b'),
    behaviours: { 1: { items: [failure(), output(1)] }, 2: { items: [output(2), failure()] } },
    expected: {
      steps: ['completed', 'completed: fallback', 'completed'],
      inputs: { 3: { from_1: [null, 1], from_2: [2, 0] } },
    },
  },
  {
    rule: 'an item that fails for good fails the step: no other item starts, those that run finish',
    steps: [onRows({ max_parallelism: 2 })],
    document: CLOSE,
    request: withRows(0, 1, 2, 3),
    behaviours: { 1: { items: [output({}, 900), failure('broken', 300)] } },
    expected: {
      steps: ['failed: broken'],
      state: {
        status: 'failed',
        steps: [
          { error: { message: 'Item 1: broken' }, items: [{ status: 'completed' }, {}, { status: 'pending' }, {}] },
        ],
      },
    },
  },
  {
    rule: 'retried by hand, only the items run that have not run or have failed',
    steps: [onRows({ max_parallelism: 1 })],
    request: withRows(0, 1, 2),
    behaviours: { 1: { items: [output('a'), { attempts: [failure(), output('b')] }, output('c')] } },
    commands: [[1500, { kind: 'retry', step_number: 1, actor }]],
    expected: {
      steps: done(1),
      starts: [
        [1, 0],
        [1, 100],
        [1, 1500],
        [1, 1600],
      ],
      state: {
        status: 'completed',
        output_data: { out_1: ['a', 'b', 'c'] },
        steps: [{ attempts: 4, retries: [{ item: 1, attempt: 1, error_type: 'broken', delay_seconds: 0 }] }],
      },
    },
  },
  {
    rule: 'an item has its own retries',
    steps: [onRows(handled({ retry_count: 1, base_delay_seconds: 0.1, exponential_base: 2, jitter: false }))],
    request: withRows(0, 1),
    behaviours: { 1: { items: [{ attempts: [transient(), output('a')] }, { attempts: [transient(), output('b')] }] } },
    expected: {
      steps: done(1),
      state: {
        output_data: { out_1: ['a', 'b'] },
        steps: [{ attempts: 4, retries: [{ attempt: 1 }, { attempt: 1 }] }],
      },
    },
  },
  {
    rule: 'cancel ends the items that run',
    steps: [onRows({ max_parallelism: 1 })],
    request: withRows(0, 1),
    behaviours: { 1: output({}, 20_000) },
    commands: [[300, { kind: 'cancel', actor }]],
    expected: { steps: ['cancelled'], state: { status: 'cancelled' } },
  },
];

const signal = (name: string, payload: JsonObject): OriginatedCommand => ({ kind: 'signal', name, payload, actor });
const flow = (name: string, input_mapping: JsonObject, more: JsonObject = {}) =>
  step(1, [], { function_to_call: `flow.${name}`, input_mapping, ...more });
const WAITS: Case[] = [
  {
    rule: 'flow.wait sleeps for so many seconds',
    steps: [flow('wait', { seconds: 1 }), step(2, [1])],
    expected: {
      steps: done(2),
      state: { steps: [{ attempts: 1, output: { waited_seconds: expect.any(Number) } }, {}] },
    },
  },
  {
    rule: 'flow.wait until a time that has passed goes on at once',
    steps: [flow('wait', { until: '2020-01-01T00:00:00+01:00' })],
    expected: { steps: done(1) },
  },
  {
    rule: 'flow.wait without a time to wait for is invalid_input',
    steps: [flow('wait', { until: '$input.when' })],
    request: { input_data: { when: 'soon' } },
    document: CLOSE,
    expected: { steps: ['failed: invalid_input'], state: { status: 'failed' } },
  },
  {
    rule: 'flow.wait ends with the timeout_seconds of its step, later when it is extended',
    steps: [
      flow('wait', { seconds: 2 }, { timeout_seconds: 1 }),
      flow(
        'wait',
        { seconds: 2 },
        {
          step_number: 2,
          step_name: 'short',
          output_variable: 'short',
          timeout_seconds: 1,
        },
      ),
    ],
    document: CLOSE,
    commands: [[300, { kind: 'extend_timeout', step_number: 1, seconds: 5, actor }]],
    expected: { steps: ['completed', 'failed: timeout'], state: { status: 'failed' } },
  },
  {
    rule: 'flow.signal goes on with the payload of its signal',
    steps: [flow('signal', { name: 'paid' }), step(2, [1])],
    commands: [[300, signal('paid', { by: 'card' })]],
    expected: {
      steps: done(2),
      inputs: { 2: { from_1: { by: 'card' } } },
      state: { steps: [{ waiting_for: { kind: 'signal', name: 'paid' } }, {}] },
    },
  },
  {
    rule: 'a signal that comes before its step is kept for it',
    steps: [step(2), flow('signal', { name: 'paid' }, { depends_on: [2] })],
    behaviours: { 2: output({}, 1500) },
    commands: [[300, signal('paid', { n: 1 })]],
    expected: { steps: done(2), state: { output_data: { out_1: { n: 1 } } } },
  },
  {
    rule: 'a payload that does not fit the schema is no signal',
    steps: [flow('signal', { name: 'paid', payload_schema: { required: ['by'] } })],
    commands: [
      [300, signal('paid', { n: 1 })],
      [600, signal('paid', { by: 'card' })],
    ],
    expected: { steps: done(1), state: { output_data: { out_1: { by: 'card' } } } },
  },
  {
    rule: 'a signal that does not come in time is a timeout; a fallback_value stands in for it',
    steps: [flow('signal', { name: 'paid', timeout_seconds: 1 }, handled({ fallback_value: { by: 'nobody' } }))],
    expected: {
      steps: ['completed: fallback'],
      events: [
        ...['execution_started', 'step_started', 'step_timeout'],
        ...['step_completed', 'progress_update', 'execution_completed'],
      ],
    },
  },
  {
    rule: 'a step that waits for a signal can be cancelled',
    steps: [flow('signal', { name: 'paid' })],
    commands: [[300, { kind: 'cancel', actor }]],
    expected: { steps: ['cancelled'], state: { status: 'cancelled' } },
  },
];
const CHILDREN: Case[] = [
  {
    rule: 'flow.workflow runs another type; its output_data is the output',
    steps: [flow('workflow', { deliverable_type: 'footing', input_data: { n: 1 } }), step(2, [1])],
    children: { footing: output({ depth: 2 }) },
    expected: { steps: done(2), inputs: { 2: { from_1: { out_1: { depth: 2 } } } } },
  },
  {
    rule: 'a child that fails fails the step',
    steps: [flow('workflow', { deliverable_type: 'footing' })],
    document: CLOSE,
    children: { footing: failure() },
    expected: { steps: ['failed: child_failed'], state: { status: 'failed' } },
  },
  {
    rule: 'a type that nobody knows fails the step',
    steps: [flow('workflow', { deliverable_type: 'nobody' })],
    document: CLOSE,
    expected: { steps: ['failed: unknown_workflow'], state: { status: 'failed' } },
  },
  {
    rule: 'a child runs for each item',
    steps: [flow('workflow', { deliverable_type: 'footing' }, { foreach: '$input.rows' })],
    request: withRows(0, 1, 2),
    children: { footing: output(1) },
    expected: { steps: done(1), state: { output_data: { out_1: [{ out_1: 1 }, { out_1: 1 }, { out_1: 1 }] } } },
  },
  {
    rule: 'a step that is cancelled cancels its child',
    steps: [flow('workflow', { deliverable_type: 'footing' })],
    children: { footing: output({}, 20_000) },
    commands: [[500, { kind: 'cancel', actor }]],
    expected: { steps: ['cancelled'], state: { status: 'cancelled' } },
  },
];
const chain = Array.from({ length: 8 }, (_, n) => step(n + 1, n === 0 ? [] : [n]));
const NEW_RUNS: Case[] = [
  {
    rule: 'an execution with a long history goes on in new runs',
    steps: chain,
    runs: 2,
    expected: { steps: done(8), inputs: { 8: { from_7: {} } } },
  },
  {
    rule: 'a new run goes on with waits, lists, children and signals that were kept',
    steps: [
      flow('signal', { name: 'paid' }),
      ...Array.from({ length: 5 }, (_, n) => step(n + 2, n === 0 ? [] : [n + 1])),
      flow('wait', { seconds: 2 }, { step_number: 7, step_name: 'wait', output_variable: 'wait' }),
      flow(
        'workflow',
        { deliverable_type: 'footing' },
        { step_number: 8, step_name: 'child', output_variable: 'child' },
      ),
      step(9, [], { foreach: '$input.rows', max_parallelism: 1 }),
      flow(
        'signal',
        { name: 'early' },
        { step_number: 10, step_name: 'early', output_variable: 'early', depends_on: [6] },
      ),
    ],
    request: withRows(0, 1, 2),
    children: { footing: output({ depth: 2 }, 1500) },
    behaviours: { 9: { items: [output('a'), output('b'), output('c')] } },
    commands: [
      [50, signal('early', { n: 1 })],
      [2500, signal('paid', { by: 'card' })],
    ],
    runs: 2,
    expected: {
      steps: done(10),
      state: {
        output_data: {
          out_1: { by: 'card' },
          wait: { waited_seconds: expect.any(Number) },
          child: { out_1: { depth: 2 } },
          out_9: ['a', 'b', 'c'],
          early: { n: 1 },
        },
      },
    },
  },
  {
    rule: 'a failed step can be recovered after a new run began',
    steps: [step(1), ...Array.from({ length: 5 }, (_, n) => step(n + 2, n === 0 ? [] : [n + 1])), step(7, [1, 6])],
    behaviours: { 1: { attempts: [failure(), output({ n: 1 })] } },
    commands: [[2000, { kind: 'retry', step_number: 1, actor }]],
    runs: 2,
    expected: { steps: done(7), inputs: { 7: { from_1: { n: 1 }, from_6: {} } } },
  },
];
export const FLOW_CASES: Case[] = [...LISTS, ...WAITS, ...CHILDREN, ...NEW_RUNS];
