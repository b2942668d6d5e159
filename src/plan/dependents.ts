import type { Plan } from '../contracts/plan.js';

/** A step and all that depend on it, directly or through others. */
export function withDependents({ steps, levels }: Plan, step_number: number): Set<number> {
  const dependencies = new Map(steps.map((step) => [step.step_number, step.dependencies]));
  const found = new Set([step_number]);
  for (const number of levels.flat()) {
    if (dependencies.get(number)?.some((dependency) => found.has(dependency))) found.add(number);
  }
  return found;
}
