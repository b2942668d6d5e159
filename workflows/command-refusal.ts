/** Which command an execution may take in its present state. */
import { type Command, MAX_EXTENSION_SECONDS } from '../src/contracts/commands.js';
import type { ExecutionState } from '../src/contracts/execution.js';
import type { Binding } from '../src/contracts/expression.js';
import type { Json } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import { MAX_KEPT_SIGNALS } from './signal-inbox.js';
import type { StepScheduler } from './step-scheduler.js';
import { SIGNAL_FUNCTION } from './steps/step-behaviours.js';

export interface Standing {
  state: ExecutionState;
  steps: Pick<StepScheduler, 'runs' | 'signals'>;
}

const isClosed = (state: ExecutionState): boolean => state.completed_at !== null;

function refusalInState(state: ExecutionState, allowed: string[], verb: string): string | null {
  if (!isClosed(state) && allowed.includes(state.status)) return null;
  return `An execution that is ${state.status} cannot be ${verb}`;
}
function refusalForStep(state: ExecutionState, step_number: number, verb: string): string | null {
  if (isClosed(state)) return `An execution that is closed as ${state.status} cannot be changed; rerun it instead`;
  const step = state.steps.find((one) => one.step_number === step_number);
  if (!step) return `The execution has no step ${step_number}`;
  if (step.status !== 'failed') return `Step ${step_number} is ${step.status}; only a failed step can be ${verb}`;
  return ['running', 'paused', 'failed'].includes(state.status)
    ? null
    : `The execution is ${state.status}; a step can be ${verb} while it runs or is parked`;
}
/** Whether the step waits for signals of this name, as far as the Plan says. */
function mayTake({ input }: PlanStep, name: string): boolean {
  const known = input.kind === 'literal' ? literalName(input.value) : nameIn(input);
  return known === undefined || known === name;
}
const literalName = (value: Json): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value['name'] : undefined;
function nameIn(input: Binding): Json | undefined {
  const entry = input.kind === 'object' ? input.entries.find(([key]) => key === 'name')?.[1] : undefined;
  return entry?.kind === 'literal' ? entry.value : undefined;
}
function refusalOfExtension({ state, steps }: Standing, step_number: number, seconds: number): string | null {
  if (isClosed(state)) return `An execution that is closed as ${state.status} cannot be given more time`;
  const run = steps.runs.byNumber.get(step_number);
  if (!run) return `The execution has no step ${step_number}`;
  const { status } = run.record;
  if (status !== 'running') return `Step ${step_number} is ${status}; only a running step can be given more time`;
  if (run.extension_seconds + seconds <= MAX_EXTENSION_SECONDS) return null;
  return `Step ${step_number} was given ${run.extension_seconds} s more already; ${MAX_EXTENSION_SECONDS} s are the most`;
}
/** A step that has not ended may still take a signal of this name, also one whose name is known only when it runs. */
function refusalOfSignal({ state, steps }: Standing, name: string): string | null {
  if (isClosed(state)) return `An execution that is closed as ${state.status} takes no signal`;
  const takers = [...steps.runs.all()].filter(({ step }) => step.function === SIGNAL_FUNCTION && mayTake(step, name));
  if (takers.length === 0) return `No step of this execution waits for a signal '${name}'`;
  const ends = ['completed', 'skipped', 'cancelled'];
  if (takers.every(({ record }) => ends.includes(record.status)))
    return `The execution is ${state.status}, and every step that waits for a signal '${name}' has ended`;
  return steps.signals.isFull ? `${MAX_KEPT_SIGNALS} signals are waiting to be taken; no more are kept` : null;
}
/** Why the command cannot be taken, naming the state; null when it can. */
export function commandRefusal(standing: Standing, command: Command): string | null {
  const { state } = standing;
  switch (command.kind) {
    case 'cancel':
      return refusalInState(state, ['pending', 'running', 'paused', 'awaiting_approval', 'failed'], 'cancelled');
    case 'pause':
      return refusalInState(state, ['running'], 'paused');
    case 'resume':
      return refusalInState(state, ['paused'], 'resumed');
    case 'retry':
      return refusalForStep(state, command.step_number, 'retried');
    case 'skip':
      return refusalForStep(state, command.step_number, 'skipped');
    case 'complete':
      return refusalForStep(state, command.step_number, 'completed by hand');
    case 'extend_timeout':
      return refusalOfExtension(standing, command.step_number, command.seconds);
    case 'signal':
      return refusalOfSignal(standing, command.name);
    case 'approve':
      return refusalInState(state, ['awaiting_approval'], 'approved');
    case 'reject':
      return refusalInState(state, ['awaiting_approval'], 'rejected');
    case 'extend_approval':
      return refusalInState(state, ['awaiting_approval'], 'given more time for approval');
    default:
      return command satisfies never;
  }
}
