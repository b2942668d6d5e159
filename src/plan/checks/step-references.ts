import type { Check, CompileContext } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { placeOfReference } from '../placed-reference.js';
import { stepPlace } from '../step-draft.js';

const MAX_NUMBERS_IN_HINT = 20;

/** Every `$stepN` and every depends_on names a step of the document. */
export const stepReferences: Check = (context) => {
  const more = hintOf(context);
  return [...unknownReferences(context, more), ...unknownDependencies(context, more)];
};

type Hint = { hint?: string };

function unknownReferences({ references, step_of }: CompileContext, more: Hint): ReturnType<Check> {
  return references.flatMap((placed) => {
    const { reference } = placed;
    if (reference.root !== 'step' || step_of.has(reference.step_number)) return [];
    const message = `${reference.text} refers to step ${reference.step_number}, which the document does not have`;
    return [planFinding('unknown_step_reference', placed.path, message, { ...placeOfReference(placed), ...more })];
  });
}

function unknownDependencies({ steps, step_of }: CompileContext, more: Hint): ReturnType<Check> {
  return steps.flatMap((step) =>
    step.depends_on.flatMap(({ step_number, path }) => {
      if (step_of.has(step_number)) return [];
      const message = `depends_on names step ${step_number}, which the document does not have`;
      return [planFinding('unknown_step_reference', path, message, { ...stepPlace(step), ...more })];
    }),
  );
}

function hintOf({ step_of }: CompileContext): Hint {
  const numbers = [...step_of.keys()].sort((a, b) => a - b);
  return numbers.length > MAX_NUMBERS_IN_HINT ? {} : { hint: `The document has the steps ${numbers.join(', ')}` };
}
