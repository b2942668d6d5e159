import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dependencyGraph } from '../../../src/plan/dependency-graph.js';
import { levelOfEachStep, topologicalLevels } from '../../../src/plan/topological-levels.js';
import { graphSteps } from './graph-steps.js';
import { acyclicGraph, anyGraph } from './random-graphs.js';

const levelsOf = (dependencies: Record<number, number[]>): number[][] =>
  topologicalLevels(dependencyGraph(graphSteps(dependencies)));

describe('topological levels', () => {
  it.each([
    ['a chain has one step a level', { 1: [], 2: [1], 3: [2] }, [[1], [2], [3]]],
    ['independent steps share a level, ascending', { 3: [], 1: [], 2: [] }, [[1, 2, 3]]],
    ['a diamond has three levels', { 1: [], 2: [1], 3: [1], 4: [2, 3] }, [[1], [2, 3], [4]]],
    ['a step is below its deepest dependency', { 1: [], 2: [1], 3: [2], 4: [1, 3] }, [[1], [2], [3], [4]]],
    ['order comes from the graph, not the numbers', { 1: [2], 2: [3], 3: [] }, [[3], [2], [1]]],
    ['the five-step design example', { 1: [], 2: [], 3: [1, 2], 4: [1], 5: [3] }, [[1, 2], [3, 4], [5]]],
    ['a dependency that no step carries is no edge', { 1: [9] }, [[1]]],
    ['repeated dependencies are one edge', { 1: [], 2: [1, 1] }, [[1], [2]]],
    ['a cycle has no levels', { 1: [2], 2: [1], 3: [] }, []],
    ['no steps, no levels', {}, []],
  ])('%s', (_rule, dependencies, levels) => {
    expect(levelsOf(dependencies)).toEqual(levels);
  });

  it('hold every step once, and every edge goes down', () => {
    fc.assert(
      fc.property(acyclicGraph(30), (steps) => {
        const graph = dependencyGraph(steps);
        const levels = topologicalLevels(graph);
        const levelOf = levelOfEachStep(levels);
        expect(levels.flat().sort((a, b) => a - b)).toEqual(graph.steps);
        for (const [from, to] of graph.edges) expect(levelOf.get(from)).toBeLessThan(levelOf.get(to) ?? 0);
        for (const step of levels.slice(1).flat()) {
          const above = graph.predecessors(step).map((predecessor) => levelOf.get(predecessor));
          expect(above).toContain((levelOf.get(step) ?? 0) - 1);
        }
      }),
    );
  });

  it('are empty exactly when some step waits for itself through others', () => {
    fc.assert(
      fc.property(anyGraph(8), (steps) => {
        const graph = dependencyGraph(steps);
        expect(topologicalLevels(graph).length === 0).toBe(graph.steps.some((step) => reaches(step, step)));

        function reaches(from: number, to: number, seen = new Set<number>()): boolean {
          if (seen.has(from)) return false;
          seen.add(from);
          return graph.successors(from).some((next) => next === to || reaches(next, to, seen));
        }
      }),
    );
  });
});
