import type { DependencyGraph } from './dependency-graph.js';

/**
 * Topological levels (Kahn 1962): level 0 are the steps that wait for nothing, every other step is one level below the
 * deepest step that it waits for. Each level is ascending. Empty when the graph has a cycle.
 */
export function topologicalLevels(graph: DependencyGraph): number[][] {
  const waiting = new Map(graph.steps.map((step) => [step, graph.predecessors(step).length]));
  const levels: number[][] = [];
  let level = graph.steps.filter((step) => waiting.get(step) === 0);
  let placed = 0;
  while (level.length > 0) {
    levels.push(level);
    placed += level.length;
    level = releasedBy(level, graph, waiting);
  }
  return placed === graph.steps.length ? levels : [];
}

function releasedBy(level: readonly number[], graph: DependencyGraph, waiting: Map<number, number>): number[] {
  const released: number[] = [];
  for (const step of level) {
    for (const next of graph.successors(step)) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) released.push(next);
    }
  }
  return released.sort((a, b) => a - b);
}

/** The level of each step, counted from 0. */
export function levelOfEachStep(levels: readonly number[][]): Map<number, number> {
  return new Map(levels.flatMap((level, index) => level.map((step): [number, number] => [step, index])));
}
