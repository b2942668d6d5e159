import type { PlanStep } from '../contracts/plan.js';
import type { Reference } from '../contracts/expression.js';
import type { ConditionDraft } from './condition-draft.js';
import type { ForeachDraft } from './foreach-draft.js';
import type { InputDraft } from './input-draft.js';

/**
 * The steps that a step waits for: those that its input_mapping, its foreach and its condition refer to, and its
 * depends_on. Joined are all of them but those used only inside the condition. Both ascending.
 */
export type StepDependencies = Pick<PlanStep, 'dependencies' | 'joined_dependencies'>;

export interface DependencySources {
  input: InputDraft;
  foreach: ForeachDraft | null;
  condition: ConditionDraft | null;
  depends_on: readonly { step_number: number }[];
}

export function stepDependencies({ input, foreach, condition, depends_on }: DependencySources): StepDependencies {
  const mapped = [...input.references, ...(foreach?.items ? [foreach.items] : [])].map(({ reference }) => reference);
  const joined = [...stepNumbersIn(mapped), ...depends_on.map(({ step_number }) => step_number)];
  const conditional = stepNumbersIn(condition?.references ?? []);
  return { dependencies: ascendingOnce([...joined, ...conditional]), joined_dependencies: ascendingOnce(joined) };
}

const stepNumbersIn = (references: readonly Reference[]): number[] =>
  references.flatMap((reference) => (reference.root === 'step' ? [reference.step_number] : []));

const ascendingOnce = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
