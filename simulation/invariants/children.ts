import { canonical } from '../documents/simulated-functions.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

function leftBehind({ world: { children: all } }: Observed): Verdict {
  const ids = all.started.map(({ execution_id }) => execution_id);
  if (new Set(ids).size < ids.length) return `begun twice: ${ids.join(' ')}`;
  const ended = new Set([...all.ended.map(({ execution_id }) => execution_id), ...all.cancelled]);
  const left = ids.find((id) => !ended.has(id));
  return left === undefined ? null : `${left} was neither waited for nor cancelled`;
}
/** A step has what one of its children came to. */
function invented({ state, ledger, world }: Observed): Verdict {
  for (const { step_number, status, output, used_fallback, items, taken_from, function: name } of state().steps) {
    if (name !== 'flow.workflow' || status !== 'completed' || used_fallback || items || taken_from) continue;
    if (ledger.isCompletedByHand(step_number)) continue;
    const ids = world.children.started.filter(({ parent }) => parent.step_number === step_number);
    const ends = world.children.ended.filter(({ execution_id }) => ids.some((id) => id.execution_id === execution_id));
    if (!ends.some((end) => canonical(end.output ?? {}) === canonical(output)))
      return `step ${step_number} has ${canonical(output)}, which is no child's`;
  }
  return null;
}
/** Who reads a step's record finds its child, also one that ended before its parent heard that it had begun. */
function unnamed({ state, ledger }: Observed): Verdict {
  for (const { step_number, status, used_fallback, items, taken_from, function: name, waiting_for } of state().steps) {
    if (name !== 'flow.workflow' || status !== 'completed' || used_fallback || items || taken_from) continue;
    if (ledger.isCompletedByHand(step_number) || waiting_for?.kind === 'workflow') continue;
    return `step ${step_number} does not name its child`;
  }
  return null;
}
/** The end of a child is taken notice of when it is told. */
function overlooked({ state, host, world }: Observed): Verdict {
  if (host().isBusy || host().isOver || state().completed_at !== null) return null;
  for (const { step_number, status, items, waiting_for } of state().steps) {
    if (status !== 'running' || items || waiting_for?.kind !== 'workflow') continue;
    if (world.children.told.has(waiting_for.execution_id))
      return `step ${step_number} waits for a child that has ended`;
  }
  return null;
}
export const children: Invariant = {
  rule: 'a child is begun once, waited for to its end, and none is left behind',
  quiet: overlooked,
  closed: (observed) => leftBehind(observed) ?? invented(observed) ?? unnamed(observed),
};
