/** The kinds of executions whose histories are kept: every way in which the workflow speaks with Temporal. */
import type { OriginatedCommand } from '../../../src/contracts/commands.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { failure, output, transient } from '../../../simulation/host/behaviour.js';
import type { Case } from '../../workflow/case.js';
import { step } from '../../workflow/plans.js';
import type { Loss } from '../../workflow/real-temporal.js';

export type Kind = Omit<Case, 'rule' | 'expected'> & {
  loss?: Loss;
  /** Commands come as updates, unless they are to come as signals, or as Temporal's own cancellation. */
  by?: 'signal' | 'temporal';
};
const actor = 'ann';
const close = { execution: { on_failure: 'close' } };
const fast = { function_to_call: 'test.fast' };
const retried = { error_handling: { retry_count: 2, base_delay_seconds: 0.1, exponential_base: 1.1, jitter: false } };
const flow = (name: string, input_mapping: JsonObject, more: JsonObject = {}) =>
  step(1, [], { function_to_call: `flow.${name}`, input_mapping, ...more });
const diamond = [step(1), step(2, [1]), step(3, [1], fast), step(4, [2, 3])];
const short = output({ n: 1 }, 10);
const failing = { steps: [step(1), step(2, [1]), step(3)], behaviours: { 2: failure('broken', 10) } };
const risky = { steps: [step(1)], behaviours: { 1: output({ design_ok: false }, 10) } };
const long = { steps: [step(1), step(2, [1])], behaviours: { 1: output({}, 1500) } };
const once = (command: OriginatedCommand): [number, OriginatedCommand][] => [[200, command]];

export const KINDS: Record<string, Kind> = {
  chain: { steps: [step(1), step(2, [1]), step(3, [2])], behaviours: { 1: short, 2: short, 3: short } },
  diamond: { steps: diamond, behaviours: { 1: short, 2: short, 3: short, 4: short } },
  level: { steps: [step(1), step(2), step(3, [1])], document: { execution: { mode: 'level', max_parallelism: 1 } } },
  retry: { steps: [step(1, [], retried)], behaviours: { 1: { attempts: [transient(), short] } } },
  'fast-retry': {
    steps: [step(1, [], { ...fast, ...retried })],
    behaviours: { 1: { attempts: [transient('connection', 1), short] } },
  },
  timeout: { steps: [step(1, [], { timeout_seconds: 1 })], behaviours: { 1: output({}, 5000) }, document: close },
  'total-timeout': {
    steps: [step(1, [], { ...fast, ...retried, timeout_seconds: 1, total_timeout_seconds: 1 })],
    behaviours: { 1: { attempts: [transient('connection', 1), output({}, 5000)] } },
    document: close,
  },
  skip: { steps: [step(1, [], { condition: 'false' }), step(2, [1])] },
  fallback: {
    steps: [step(1, [], { error_handling: { on_error: 'continue', fallback_value: { n: 0 } } }), step(2, [1])],
    behaviours: { 1: failure() },
  },
  'fail-fast': {
    steps: [step(1), step(2)],
    behaviours: { 1: failure('broken', 300), 2: output({}, 5000) },
    document: { execution: { on_failure: 'close', failure_policy: 'fail_fast' } },
  },
  'fail-fast-recovered': {
    steps: [step(1), step(2)],
    behaviours: { 1: failure('broken', 300), 2: { attempts: [output({}, 5000), short] } },
    document: { execution: { failure_policy: 'fail_fast' } },
    commands: once({ kind: 'skip', step_number: 1, actor }),
  },
  'output-invalid': {
    steps: [step(1)],
    behaviours: { 1: short },
    document: { output_schema: { type: 'object', required: ['none'] } },
  },
  'execution-timeout': {
    steps: [step(1)],
    behaviours: { 1: output({}, 5000) },
    document: { execution: { timeout_seconds: 1 } },
  },
  'park-expires': { ...failing, document: { execution: { park_ttl_seconds: 1 } } },
  'park-retry': {
    ...failing,
    behaviours: { 2: { attempts: [failure('broken', 10), short] } },
    commands: once({ kind: 'retry', step_number: 2, input_override: { n: 2 }, actor }),
  },
  'park-complete': { ...failing, commands: once({ kind: 'complete', step_number: 2, output: { n: 2 }, actor }) },
  'park-cancel': { ...failing, commands: once({ kind: 'cancel', actor }) },
  pause: {
    ...long,
    commands: [
      [200, { kind: 'pause', actor }],
      [2000, { kind: 'resume', actor }],
    ],
  },
  cancel: { ...long, commands: once({ kind: 'cancel', actor }) },
  'cancel-by-signal': { ...long, commands: once({ kind: 'cancel', actor }), by: 'signal' },
  'cancel-by-temporal': { ...long, commands: once({ kind: 'cancel', actor }), by: 'temporal' },
  approve: {
    ...risky,
    commands: [
      [300, { kind: 'extend_approval', seconds: 60, actor }],
      [400, { kind: 'approve', notes: 'seen', actor }],
    ],
  },
  reject: { ...risky, commands: once({ kind: 'reject', notes: 'no', actor }) },
  'lost-worker': { steps: [step(1, [], { function_to_call: 'lost.run' })], behaviours: { 1: short }, loss: 2 },
  foreach: {
    steps: [
      step(1, [], { foreach: '$input.rows', max_parallelism: 2, input_mapping: { n: '$item' }, ...retried }),
      step(2, [1], { ...fast, foreach: '$step1' }),
    ],
    request: { input_data: { rows: [1, 2, 3] } },
    behaviours: { 1: { items: [{ attempts: [transient(), short] }, short] }, 2: short },
  },
  'foreach-retried': {
    steps: [step(1, [], { foreach: '$input.rows', max_parallelism: 1 })],
    request: { input_data: { rows: [1, 2, 3] } },
    behaviours: { 1: { items: [short, { attempts: [failure('broken', 10), short] }, short] } },
    commands: once({ kind: 'retry', step_number: 1, actor }),
  },
  wait: { steps: [flow('wait', { seconds: 0.5 }), step(2, [1])], behaviours: { 2: short } },
  signal: {
    steps: [flow('signal', { name: 'paid', payload_schema: { required: ['by'] } }), step(2, [1])],
    behaviours: { 2: short },
    commands: [
      [200, { kind: 'signal', name: 'paid', payload: { n: 1 }, actor }],
      [400, { kind: 'signal', name: 'paid', payload: { by: 'card' }, actor }],
    ],
  },
  'signal-timeout': {
    steps: [flow('signal', { name: 'paid', timeout_seconds: 0.5 })],
    document: close,
  },
  child: {
    steps: [flow('workflow', { deliverable_type: 'footing' }), step(2, [1])],
    children: { footing: output({ depth: 2 }, 100) },
    behaviours: { 2: short },
  },
  'child-cancelled': {
    steps: [flow('workflow', { deliverable_type: 'footing' })],
    children: { footing: output({}, 5000) },
    commands: [[500, { kind: 'cancel', actor }]],
  },
  extended: {
    steps: [step(1, [], { timeout_seconds: 1, total_timeout_seconds: 1 })],
    behaviours: { 1: output({}, 1800) },
    commands: [[300, { kind: 'extend_timeout', step_number: 1, seconds: 5, actor }]],
  },
  'total-timeout-kept': {
    steps: [step(1, [], { ...retried, timeout_seconds: 1, total_timeout_seconds: 1 })],
    behaviours: { 1: { attempts: [transient('connection', 100), output({}, 5000)] } },
    document: close,
  },
  'continue-as-new': {
    steps: [
      ...Array.from({ length: 6 }, (_, n) => step(n + 1, n === 0 ? [] : [n])),
      flow('signal', { name: 'paid' }, { step_number: 7, step_name: 'paid', output_variable: 'paid' }),
    ],
    behaviours: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [n, short])),
    commands: [[1500, { kind: 'signal', name: 'paid', payload: 1, actor }]],
    runs: 2,
  },
  searchable: { steps: [step(1)], behaviours: { 1: short }, request: { searchable: true } },
  progress: { steps: [step(1, [], { input_mapping: { report: 40 } })], behaviours: { 1: output({}, 300) } },
};
