import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cyclesOf, MAX_CYCLES } from '../../../src/plan/cycles.js';
import { dependencyGraph, type DependencyGraph } from '../../../src/plan/dependency-graph.js';
import { graphSteps } from './graph-steps.js';
import { acyclicGraph, anyGraph } from './random-graphs.js';

const cycles = (dependencies: Record<number, number[]>): number[][] =>
  cyclesOf(dependencyGraph(graphSteps(dependencies)));
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Every elementary cycle, from its lowest step on, by plain recursion. */
function everyCycle(graph: DependencyGraph): number[][] {
  const onFrom = (path: number[]): number[][] => {
    const [start = 0] = path;
    return graph.successors(path.at(-1) ?? 0).flatMap((next) => {
      if (next === start) return [path];
      return next > start && !path.includes(next) ? onFrom([...path, next]) : [];
    });
  };
  return graph.steps.flatMap((step) => onFrom([step]));
}
const sorted = (lists: number[][]): string[] => lists.map((list) => list.join()).sort();

describe('cycles', () => {
  it.each([
    ['two steps that wait for each other', { 1: [2], 2: [1] }, [[1, 2]]],
    ['a step that waits for itself', { 1: [1], 2: [1] }, [[1]]],
    ['a ring, in the order in which its steps wait', { 1: [3], 2: [1], 3: [2] }, [[1, 2, 3]]],
    ['a ring against the numbers', { 1: [2], 2: [3], 3: [1] }, [[1, 3, 2]]],
    [
      'two rings that share a step',
      { 1: [2, 3], 2: [1], 3: [1] },
      [
        [1, 2],
        [1, 3],
      ],
    ],
    [
      'two rings apart',
      { 1: [2], 2: [1], 3: [], 4: [5], 5: [4, 3] },
      [
        [1, 2],
        [4, 5],
      ],
    ],
    ['a ring and a step of it that also waits for itself', { 1: [2], 2: [1, 2] }, [[1, 2], [2]]],
    ['none', { 1: [], 2: [1] }, []],
  ])('%s', (_rule, dependencies, expected) => {
    expect(cycles(dependencies)).toEqual(expected);
  });

  it('are every elementary cycle of a small graph', () => {
    fc.assert(
      fc.property(anyGraph(5), (steps) => {
        const graph = dependencyGraph(steps);
        expect(sorted(cyclesOf(graph))).toEqual(sorted(everyCycle(graph)));
      }),
    );
  });

  it('are none in an acyclic graph', () => {
    fc.assert(fc.property(acyclicGraph(20), (steps) => expect(cyclesOf(dependencyGraph(steps))).toEqual([])));
  });

  it('are bounded in a dense graph', () => {
    const complete = Object.fromEntries(
      range(1, 12).map((step) => [step, range(1, 12).filter((other) => other !== step)]),
    );
    expect(cycles(complete)).toHaveLength(MAX_CYCLES);
  });

  it('leave no component out, however many there are', () => {
    const pairs = range(1, 300).map((step): [number, number[]] => [step, [step % 2 ? step + 1 : step - 1]]);
    expect(cycles(Object.fromEntries(pairs))).toHaveLength(150);
  });

  it('of 10,000 steps in a ring are one cycle of 10,000', () => {
    const ring = range(1, 10_000).map((step): [number, number[]] => [step, [step === 1 ? 10_000 : step - 1]]);
    expect(cycles(Object.fromEntries(ring))).toEqual([range(1, 10_000)]);
  });
});
