import fc from 'fast-check';
import type { GraphStep } from '../../../src/plan/dependency-graph.js';
import { graphSteps } from './graph-steps.js';

type Pair = [number, number];
const stepsOf = (size: number, pairs: Pair[]): GraphStep[] => {
  const waitsFor: Record<number, number[]> = {};
  for (let step = 1; step <= size; step++) waitsFor[step] = [];
  for (const [from, to] of pairs) waitsFor[to]?.push(from);
  return graphSteps(waitsFor);
};
const sizeAndPairs = (max: number): fc.Arbitrary<{ size: number; pairs: Pair[] }> =>
  fc.integer({ min: 1, max }).chain((size) => {
    const step = fc.integer({ min: 1, max: size });
    return fc.record({ size: fc.constant(size), pairs: fc.array(fc.tuple(step, step), { maxLength: 3 * size }) });
  });

/** Any graph of up to `max` steps, edges to itself and repeated ones included. */
export const anyGraph = (max: number): fc.Arbitrary<GraphStep[]> =>
  sizeAndPairs(max).map(({ size, pairs }) => stepsOf(size, pairs));

/** An acyclic graph of up to `max` steps whose edges go up and down the step numbers. */
export const acyclicGraph = (max: number): fc.Arbitrary<GraphStep[]> =>
  sizeAndPairs(max).map(({ size, pairs }) => {
    const rank = (step: number): number => (step * 7919) % 104729;
    const forward = pairs.filter(([from, to]) => rank(from) < rank(to));
    return stepsOf(size, forward);
  });
