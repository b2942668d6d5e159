import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { criticalPath } from '../../../src/plan/critical-path.js';
import { dependencyGraph, type DependencyGraph } from '../../../src/plan/dependency-graph.js';
import { topologicalLevels } from '../../../src/plan/topological-levels.js';
import { graphSteps } from './graph-steps.js';
import { acyclicGraph } from './random-graphs.js';

const pathOf = (dependencies: Record<number, number[]>, weightOf?: (step: number) => number): number[] => {
  const graph = dependencyGraph(graphSteps(dependencies));
  return criticalPath(graph, topologicalLevels(graph), weightOf);
};

/** Every path that ends where no edge leads on, by plain recursion. */
function allPaths(graph: DependencyGraph): number[][] {
  const from = (step: number): number[][] => {
    const rest = graph.successors(step).flatMap(from);
    return rest.length > 0 ? rest.map((path) => [step, ...path]) : [[step]];
  };
  return graph.steps.flatMap(from);
}

describe('the critical path', () => {
  it.each([
    ['of a chain is the chain', { 1: [], 2: [1], 3: [2] }, [1, 2, 3]],
    ['of a diamond takes the lower numbers', { 1: [], 2: [1], 3: [1], 4: [2, 3] }, [1, 2, 4]],
    ['of independent steps is the lowest one', { 4: [], 2: [] }, [2]],
    ['of the five-step design example', { 1: [], 2: [], 3: [1, 2], 4: [1], 5: [3] }, [1, 3, 5]],
    ['of a cycle is empty', { 1: [2], 2: [1] }, []],
    ['of nothing is empty', {}, []],
  ])('%s', (_rule, dependencies, path) => {
    expect(pathOf(dependencies)).toEqual(path);
  });

  it('goes by weight where weights are given', () => {
    const weightOf = (step: number): number => (step === 3 ? 900 : 100);
    expect(pathOf({ 1: [], 2: [1], 3: [], 4: [2] }, weightOf)).toEqual([3]);
  });

  it('is a longest path of all, and of those the one with the lowest numbers', () => {
    fc.assert(
      fc.property(acyclicGraph(8), (steps) => {
        const graph = dependencyGraph(steps);
        const paths = allPaths(graph);
        const length = Math.max(...paths.map((path) => path.length));
        const inOrder = (path: number[]): string => path.map((step) => String(step).padStart(3, '0')).join();
        const [lowest] = paths
          .filter((path) => path.length === length)
          .map(inOrder)
          .sort();
        expect(inOrder(criticalPath(graph, topologicalLevels(graph)))).toBe(lowest);
      }),
    );
  });

  it('by weight is as long as the longest path of all', () => {
    fc.assert(
      fc.property(acyclicGraph(8), fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 9 }), (steps, weights) => {
        const graph = dependencyGraph(steps);
        const weightOf = (step: number): number => weights[step] ?? 0;
        const length = (path: number[]): number => path.reduce((sum, step) => sum + weightOf(step), 0);
        const longest = Math.max(...allPaths(graph).map(length));
        expect(length(criticalPath(graph, topologicalLevels(graph), weightOf))).toBe(longest);
      }),
    );
  });
});
