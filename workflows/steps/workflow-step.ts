/**
 * `flow.workflow` {deliverable_type, input_data?, version?}: another execution as a child; its output_data is the output.
 * A parked child is waited for: a person may still recover it. A step that is cancelled or out of time cancels its child.
 */
import type { ChildEnd, ChildStart } from '../../src/contracts/child.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { StepDispatch, StepOutcome } from '../step-host.js';
import type { StepBehaviour, StepSurroundings } from './step-behaviour.js';
import { begin, completed, failed, timeLimit } from './step-outcome.js';

const INVALID =
  'flow.workflow needs a deliverable_type (a text); input_data is an object, version a whole number from 1';
type Asked = Pick<ChildStart, 'deliverable_type' | 'version' | 'input_data'>;

function read({ deliverable_type, version = null, input_data = {} }: JsonObject): Asked | null {
  if (typeof deliverable_type !== 'string' || deliverable_type === '') return null;
  if (version !== null && !(typeof version === 'number' && Number.isInteger(version) && version >= 1)) return null;
  if (typeof input_data !== 'object' || Array.isArray(input_data)) return null;
  return { deliverable_type, version, input_data: input_data ?? {} };
}
/** The same for the same attempt, so that a child is begun once. */
function childId({ step, item, earlier_attempts }: StepDispatch, execution_id: string): string {
  const ofItem = item === null ? '' : `-item-${item}`;
  return `${execution_id}-step-${step.step_number}${ofItem}-${earlier_attempts + 1}`;
}
function childStart(dispatch: StepDispatch, asked: Asked, { execution }: StepSurroundings): ChildStart {
  const { execution_id, user_id, context, parent } = execution;
  const { step_number } = dispatch.step;
  return {
    execution_id: childId(dispatch, execution_id),
    parent: { execution_id, step_number, depth: (parent?.depth ?? 0) + 1 },
    ...asked,
    user_id,
    context,
  };
}
async function waitForEnd(dispatch: StepDispatch, id: string, since: string, surroundings: StepSurroundings) {
  const { host, children, isCancelled } = surroundings;
  const { timeout_seconds } = dispatch.step;
  for (;;) {
    const limit = timeLimit({ since }, timeout_seconds, surroundings);
    const wait = { kind: 'workflow', execution_id: id, since, until: new Date(limit).toISOString() } as const;
    surroundings.note(wait);
    const end = children.get(id);
    if (end) return outcomeOf(dispatch, end, since, surroundings);
    if (isCancelled() || host.now() >= limit) host.cancelChild(id);
    if (isCancelled()) return { kind: 'cancelled' } as const;
    if (host.now() >= limit) return failed(dispatch, surroundings, 'timeout', `Timed out after ${timeout_seconds} s`);
    await surroundings.rest(wait, () => children.get(id) !== undefined);
  }
}
function outcomeOf(dispatch: StepDispatch, end: ChildEnd, since: string, surroundings: StepSurroundings): StepOutcome {
  surroundings.children.forget(end.execution_id);
  if (end.status === 'completed') return completed(dispatch, surroundings, since, end.output ?? {});
  const why = end.error === null ? '' : `: ${end.error.message}`;
  return failed(dispatch, surroundings, `child_${end.status}`, `Execution ${end.execution_id} is ${end.status}${why}`);
}
async function run(dispatch: StepDispatch, surroundings: StepSurroundings): Promise<StepOutcome> {
  const since = begin(dispatch, surroundings);
  const { resumed } = surroundings;
  if (resumed?.kind === 'workflow') return waitForEnd(dispatch, resumed.execution_id, since, surroundings);
  const asked = read(dispatch.input);
  if (asked === null) return failed(dispatch, surroundings, 'invalid_input', INVALID);
  const start = childStart(dispatch, asked, surroundings);
  const begun = await surroundings.host.startChild(start);
  if (begun.kind === 'refused') return failed(dispatch, surroundings, begun.type, begun.message);
  return waitForEnd(dispatch, start.execution_id, since, surroundings);
}
export const workflowStep: StepBehaviour = { run };
