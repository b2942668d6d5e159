import type { GraphStep } from '../../../src/plan/dependency-graph.js';

/** Steps from `{ step: [the steps it waits for] }`. */
export const graphSteps = (dependencies: Record<number, number[]>): GraphStep[] =>
  Object.entries(dependencies).map(([step, waitsFor]) => ({
    step_number: Number(step),
    step_name: `step_${step}`,
    dependencies: waitsFor,
  }));
