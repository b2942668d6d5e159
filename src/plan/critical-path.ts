import type { DependencyGraph } from './dependency-graph.js';

/**
 * A longest path from a step that waits for nothing to one that nobody waits for. Of several, the one with the lowest
 * step numbers, compared from its start.
 * @param levels the topological levels of the graph; empty for a cyclic graph, which has no critical path
 * @param weightOf what a step adds to the length of a path, not negative: 1 by default, or its duration in ms
 */
export function criticalPath(
  graph: DependencyGraph,
  levels: readonly number[][],
  weightOf: (step: number) => number = () => 1,
): number[] {
  const lengths = lengthsToTheEnd(graph, levels, weightOf);
  const path: number[] = [];
  for (let next = longest(levels[0] ?? [], lengths); next !== undefined;) {
    path.push(next);
    next = longest(graph.successors(next), lengths);
  }
  return path;
}

/** Length of the longest path that begins with each step, the step included. */
function lengthsToTheEnd(
  graph: DependencyGraph,
  levels: readonly number[][],
  weightOf: (step: number) => number,
): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>();
  for (const step of levels.toReversed().flat()) {
    let rest = 0;
    for (const next of graph.successors(step)) rest = Math.max(rest, lengths.get(next) ?? 0);
    lengths.set(step, weightOf(step) + rest);
  }
  return lengths;
}

/** The first of the ascending steps that no other one exceeds. */
function longest(steps: readonly number[], lengths: ReadonlyMap<number, number>): number | undefined {
  let best = steps[0];
  for (const step of steps) {
    if (best !== undefined && (lengths.get(step) ?? 0) > (lengths.get(best) ?? 0)) best = step;
  }
  return best;
}
