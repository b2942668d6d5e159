/** Which command an execution takes in which state: the words of the specification once more, for comparison. */
import { type Command, MAX_EXTENSION_SECONDS } from '../../src/contracts/commands.js';
import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import type { Plan } from '../../src/contracts/plan.js';

export interface Circumstances {
  state: ExecutionState;
  plan: Plan;
  /** By how much a step's time limit was extended, in seconds. */
  extension: (step_number: number) => number;
}
const ALLOWED: Partial<Record<Command['kind'], ExecutionState['status']>> = {
  pause: 'running',
  resume: 'paused',
  approve: 'awaiting_approval',
  reject: 'awaiting_approval',
  extend_approval: 'awaiting_approval',
};
/** False: it has to be refused. True: it has to be taken, unless the execution is just being stored or stopped. */
export function makesSense(command: Command, { state, plan, extension }: Circumstances): boolean {
  if (state.completed_at !== null) return false;
  switch (command.kind) {
    case 'cancel':
      return true;
    case 'pause':
    case 'resume':
    case 'approve':
    case 'reject':
    case 'extend_approval':
      return state.status === ALLOWED[command.kind];
    case 'retry':
    case 'skip':
    case 'complete':
      return stepOf(state, command.step_number)?.status === 'failed';
    case 'extend_timeout':
      return mayExtend(command, { state, extension });
    case 'signal':
      return state.steps.some((step) => mayTake(step, command.name, plan));
    default:
      return command satisfies never;
  }
}
function mayExtend(
  { step_number, seconds }: Extract<Command, { kind: 'extend_timeout' }>,
  { state, extension }: Pick<Circumstances, 'state' | 'extension'>,
): boolean {
  return stepOf(state, step_number)?.status === 'running' && extension(step_number) + seconds <= MAX_EXTENSION_SECONDS;
}
const stepOf = ({ steps }: ExecutionState, step_number: number): StepRecord | undefined =>
  steps.find((step) => step.step_number === step_number);

/** Names of signals are literal in random documents. */
function mayTake({ step_number, function: name, status }: StepRecord, signal: string, { steps }: Plan): boolean {
  if (name !== 'flow.signal' || status === 'completed' || status === 'skipped' || status === 'cancelled') return false;
  const input = steps.find((step) => step.step_number === step_number)?.input;
  return input?.kind === 'literal' && (input.value as { name?: unknown }).name === signal;
}
