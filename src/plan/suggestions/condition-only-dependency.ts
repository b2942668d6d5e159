import { levelOfEachStep } from '../topological-levels.js';
import type { GraphStep } from '../dependency-graph.js';
import { namedStep, type Suggest } from './suggestion-context.js';

/** Steps that would start at an earlier level if references used only in their condition went away. */
export const conditionOnlyDependency: Suggest = ({ steps, levels }) => {
  const levelOf = levelOfEachStep(levels);
  return [...steps.values()].flatMap((step) => {
    const holding = holdingBack(step, levelOf);
    if (holding.length === 0) return [];
    const waitsFor = holding.map((dependency) => namedStep(dependency, steps)).join(' and ');
    const message = `Step ${namedStep(step.step_number, steps)} waits for step ${waitsFor} only because of its condition; without that reference it could run earlier, in parallel`;
    return [{ code: 'condition_only_dependency', message, step_numbers: [step.step_number, ...holding] }];
  });
};

function holdingBack({ dependencies, joined_dependencies }: GraphStep, levelOf: ReadonlyMap<number, number>): number[] {
  const joined = new Set(joined_dependencies ?? dependencies);
  const deepestJoined = Math.max(-1, ...[...joined].map((step) => levelOf.get(step) ?? -1));
  return dependencies.filter((step) => !joined.has(step) && (levelOf.get(step) ?? -1) > deepestJoined);
}
