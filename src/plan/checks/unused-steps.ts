import type { Check, CompileContext } from '../compile-context.js';
import { schemaIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { propertyNamesAt } from '../schema-reading/schema-member.js';
import { placeOf } from '../schema-reading/schema-place.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/**
 * Steps whose output nobody reads. All outputs are in output_data, so the end of a chain is a result and not unused:
 * only a step above the last level counts that no step waits for, no risk rule reads and, where the document's
 * output_schema lists outputs, is not among them; without such a list, one that waits for nothing itself either.
 */
export const unusedSteps: Check = (context) => {
  const { graph, step_of } = context;
  const waitedFor = new Set(graph.edges.map(([from]) => from));
  const readsOthers = new Set(graph.edges.map(([, to]) => to));
  const results = listedResults(context);
  const rated = inRiskRules(context);
  const isResult = (step: StepDraft, step_number: number): boolean =>
    results ? results.has(step.output_variable ?? '') : readsOthers.has(step_number);
  return graph.execution_order.slice(0, -1).flatMap((level) =>
    level.flatMap((step_number) => {
      const step = step_of.get(step_number);
      if (!step || waitedFor.has(step_number) || isResult(step, step_number) || rated.has(step_number)) return [];
      const message = `No step, risk rule or output_schema reads the output of step ${step_number} (${step.step_name})`;
      return [planFinding('unused_step', step.path, message, stepPlace(step))];
    }),
  );
};

function listedResults({ source }: CompileContext): ReadonlySet<string> | undefined {
  const names = propertyNamesAt(placeOf(schemaIn(source.output_schema) ?? true));
  return names.length > 0 ? new Set(names) : undefined;
}

function inRiskRules({ references }: CompileContext): ReadonlySet<number> {
  const numbers = references.map(({ step, reference }) =>
    !step && reference.root === 'step' ? reference.step_number : 0,
  );
  return new Set(numbers);
}
