import type { DependencyGraph } from './dependency-graph.js';
import { circuitsFrom } from './circuits.js';
import { strongComponents } from './strong-components.js';

/** How many cycles are listed in all, and how many steps the cycles of one strongly connected component may sum up to. */
export const MAX_CYCLES = 100;
const MAX_STEPS_IN_A_COMPONENTS_CYCLES = 20_000;

/**
 * Every elementary cycle (Johnson 1975), each as the list of its step numbers in the order in which they wait, lowest
 * first: [1, 2] says that 2 waits for 1 and 1 for 2; a step that waits for itself is [n]. Bounded: after MAX_CYCLES, or
 * in a component so large that its cycles could be long, each strongly connected component still has at least one.
 */
export function cyclesOf(graph: DependencyGraph): number[][] {
  const found = graph.steps.filter((step) => graph.successors(step).includes(step)).map((step) => [step]);
  for (const component of strongComponents(graph, new Set(graph.steps))) {
    const bySize = Math.floor(MAX_STEPS_IN_A_COMPONENTS_CYCLES / component.length);
    const limit = Math.max(1, Math.min(MAX_CYCLES - found.length, bySize));
    found.push(...cyclesOfComponent(graph, component, limit));
  }
  return found.sort(byStepNumbers);
}

/** Cycles through the lowest step of a component, then those of what is left without that step. */
function cyclesOfComponent(graph: DependencyGraph, component: number[], limit: number): number[][] {
  const found: number[][] = [];
  const components = [component];
  for (let next = components.pop(); next && found.length < limit; next = components.pop()) {
    const within = new Set(next);
    const [lowest = 0] = next;
    found.push(...circuitsFrom(graph, lowest, within, limit - found.length));
    within.delete(lowest);
    components.push(...strongComponents(graph, within).reverse());
  }
  return found;
}

function byStepNumbers(left: readonly number[], right: readonly number[]): number {
  const differs = left.findIndex((step, index) => step !== right[index]);
  return differs === -1 ? left.length - right.length : (left[differs] ?? 0) - (right[differs] ?? Infinity);
}
