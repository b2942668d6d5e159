/**
 * What the end of an execution waited for: from the step that ended last, back to the dependency that ended last, and so
 * on to a step that waited for none. Unlike a longest path by length it says where time would be won.
 */
import type { StepRecord } from '../../../../../src/contracts/execution.js';

/** Ascending in time; of steps that ran. While something runs, that is what the end waits for. */
export function measuredCriticalPath(
  steps: readonly StepRecord[],
  edges: readonly (readonly [number, number])[],
): number[] {
  const ends = new Map(steps.flatMap((step) => (hasRun(step) ? [[step.step_number, endOf(step)] as const] : [])));
  const dependencies = dependenciesOf(edges);
  const path: number[] = [];
  let current = latest([...ends.keys()], ends);
  while (current !== null) {
    path.unshift(current);
    current = latest(dependencies.get(current) ?? [], ends);
  }
  return path;
}
const hasRun = ({ started_at }: StepRecord): boolean => started_at !== null;
const endOf = ({ completed_at }: StepRecord): number => (completed_at === null ? Infinity : Date.parse(completed_at));

function dependenciesOf(edges: readonly (readonly [number, number])[]): Map<number, number[]> {
  const dependencies = new Map<number, number[]>();
  for (const [from, to] of edges) {
    const known = dependencies.get(to);
    if (known) known.push(from);
    else dependencies.set(to, [from]);
  }
  return dependencies;
}
function latest(candidates: readonly number[], ends: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const step of candidates) {
    const end = ends.get(step);
    if (end !== undefined && (best === null || end > (ends.get(best) ?? 0))) best = step;
  }
  return best;
}
