import type { Check } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace } from '../step-draft.js';

const MAX_STEPS_SHOWN = 20;

/** No step waits for itself, be it through others: one finding for each cycle, at its lowest step. */
export const dependencyCycles: Check = ({ graph, step_of }) =>
  graph.cycles.flatMap((cycle) => {
    const lowest = step_of.get(cycle[0] ?? 0);
    if (!lowest) return [];
    return [planFinding('dependency_cycle', lowest.path, messageFor(cycle), stepPlace(lowest))];
  });

function messageFor(cycle: readonly number[]): string {
  if (cycle.length === 1) return `Step ${cycle[0]} waits for itself`;
  const left = cycle.length - MAX_STEPS_SHOWN;
  const shown = [...cycle.slice(0, MAX_STEPS_SHOWN), ...(left > 0 ? [`… (${left} more)`] : []), cycle[0]];
  return `Steps wait for each other: ${shown.join(' -> ')}`;
}
