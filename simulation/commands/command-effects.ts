/** What stands on the state right after a command was taken. */
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { Approval, ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import { canonical } from '../documents/simulated-functions.js';

export interface Seen {
  state: ExecutionState;
  /** By how much a step's time limit was extended, in seconds. */
  extension: (step_number: number) => number;
}
/** What a moment looked like, kept as text: the state's own objects change. */
export interface Before {
  approval: Approval | null;
  extension: number;
}
export function before(command: OriginatedCommand, { state, extension }: Seen): Before {
  const step_number = 'step_number' in command ? command.step_number : 0;
  return { approval: structuredClone(state.approval), extension: extension(step_number) };
}
/** What is wrong; null when nothing is. */
export function missingEffect(command: OriginatedCommand, was: Before, { state, extension }: Seen): string | null {
  switch (command.kind) {
    case 'pause':
      return expected(state.status, 'paused');
    case 'resume':
      return expected(state.status, 'running');
    case 'skip':
      return expected(endOf(state, command.step_number), 'skipped manual null');
    case 'complete':
      return expected(endOf(state, command.step_number), `completed null ${canonical(command.output)}`);
    case 'approve':
    case 'reject':
      return expected(
        decisionOf(state.approval),
        `${command.kind === 'approve' ? 'approved' : 'rejected'} ${command.actor} ${command.notes ?? null}`,
      );
    case 'extend_approval':
      return expected(expiryOf(state.approval), expiryOf(was.approval) + command.seconds * 1000);
    case 'extend_timeout':
      return expected(extension(command.step_number), was.extension + command.seconds);
    // Their effect comes with time, or is gone at once: invariants look for it.
    case 'cancel':
    case 'retry':
    case 'signal':
      return null;
    default:
      return command satisfies never;
  }
}
function expected(found: string | number, right: string | number): string | null {
  return found === right ? null : `it is ${found}, not ${right}`;
}
function endOf({ steps }: ExecutionState, step_number: number): string {
  const step = steps.find((one): one is StepRecord => one.step_number === step_number);
  return `${step?.status} ${step?.skip_reason} ${canonical(step?.output)}`;
}
const decisionOf = (approval: Approval | null): string =>
  `${approval?.status} ${approval?.decided_by} ${approval?.notes}`;
const expiryOf = (approval: Approval | null): number => Date.parse(approval?.expires_at ?? '');
