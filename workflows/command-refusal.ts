/** Which command an execution may take in its present state. */
import type { Command } from '../src/contracts/commands.js';
import type { ExecutionState } from '../src/contracts/execution.js';

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
/** Why the command cannot be taken, naming the state; null when it can. */
export function commandRefusal(state: ExecutionState, command: Command): string | null {
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
