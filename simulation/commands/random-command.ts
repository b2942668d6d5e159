import type { Command } from '../../src/contracts/commands.js';
import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import { SIGNAL_NAMES } from '../documents/random-flow-step.js';
import type { Random } from '../random.js';

/** What kinds of commands a person gives in one run. `steady`: none that changes what steps come to. */
export type CommandStyle = 'steady' | 'any';

export interface Situation {
  state: ExecutionState;
  style: CommandStyle;
  /** Numbers the signals, so that each is told apart. */
  serial: number;
}
type Draw = (situation: Situation, random: Random) => Command;
type Weighted = readonly [weight: (state: ExecutionState) => number, draw: Draw];

const has = (state: ExecutionState, status: StepRecord['status']): boolean =>
  state.steps.some((step) => step.status === status);
/** A step that the command may be meant for, seldom any other. */
function target({ steps }: ExecutionState, status: StepRecord['status'], random: Random): number {
  const fitting = steps.filter((step) => step.status === status);
  if (fitting.length === 0 || random.chance(0.1)) return random.pick([...steps.map((step) => step.step_number), 999]);
  return random.pick(fitting).step_number;
}
const STEADY: Weighted[] = [
  [() => 2, () => ({ kind: 'pause' })],
  [({ status }) => (status === 'paused' ? 8 : 1), () => ({ kind: 'resume' })],
  [({ status }) => (status === 'awaiting_approval' ? 3 : 0.3), () => ({ kind: 'approve', notes: 'seen' })],
  [({ status }) => (status === 'awaiting_approval' ? 2 : 0.3), () => ({ kind: 'reject', notes: 'no' })],
  [({ status }) => (status === 'awaiting_approval' ? 2 : 0.3), () => ({ kind: 'extend_approval', seconds: 3600 })],
  [(state) => (state.steps.some((step) => step.function === 'flow.signal') ? 5 : 0.2), drawSignal],
];
const DECISIVE: Weighted[] = [
  [() => 1.5, () => ({ kind: 'cancel' })],
  [(state) => (has(state, 'failed') ? 6 : 0.5), drawRetry],
  [
    (state) => (has(state, 'failed') ? 3 : 0.5),
    ({ state }, random) => ({ kind: 'skip', step_number: target(state, 'failed', random), reason: 'not needed' }),
  ],
  [
    (state) => (has(state, 'failed') ? 3 : 0.5),
    ({ state }, random) => ({
      kind: 'complete',
      step_number: target(state, 'failed', random),
      output: { n: 501, rows: [1] },
    }),
  ],
  [
    (state) => (has(state, 'running') ? 2 : 0.3),
    ({ state }, random) => ({
      kind: 'extend_timeout',
      step_number: target(state, 'running', random),
      seconds: random.pick([1, 60, 86_000]),
    }),
  ],
];
function drawRetry({ state }: Situation, random: Random): Command {
  const step_number = target(state, 'failed', random);
  return random.chance(0.3)
    ? { kind: 'retry', step_number, input_override: { fixed: random.int(10, 20) } }
    : { kind: 'retry', step_number };
}
export function drawSignal({ serial, style }: Situation, random: Random): Command {
  const isUnfit = style === 'any' && random.chance(0.1);
  return { kind: 'signal', name: random.pick(SIGNAL_NAMES), payload: { n: isUnfit ? `no ${serial}` : serial } };
}
export function drawCommand(situation: Situation, random: Random): Command {
  const all = situation.style === 'steady' ? STEADY : [...STEADY, ...DECISIVE];
  return random.weighted(all.map(([weight, draw]) => [weight(situation.state), draw] as const))(situation, random);
}
