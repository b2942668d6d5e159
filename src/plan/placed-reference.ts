import type { Reference } from '../contracts/expression.js';
import type { Finding } from '../contracts/finding.js';
import { positionAt } from '../language/position.js';
import type { ConditionDraft } from './condition-draft.js';
import type { RiskRuleDraft } from './risk-rule-draft.js';
import { stepPlace, type StepDraft } from './step-draft.js';

/** A reference with the place where the document has it. */
export interface PlacedReference {
  reference: Reference;
  path: string;
  /** The step whose input_mapping, foreach or condition it is in; null in a risk rule. */
  step: StepDraft | null;
  /** The text of the condition that it is in; null in an input_mapping and a foreach. */
  condition: string | null;
}

/** Every reference of the steps' input_mappings, foreachs and conditions, and of the risk rules. */
export function placedReferences(steps: readonly StepDraft[], rules: readonly RiskRuleDraft[]): PlacedReference[] {
  return [
    ...steps.flatMap((step) => [
      ...step.input.references.map(({ reference, path }) => ({ reference, path, step, condition: null })),
      ...foreachReferences(step),
      ...conditionReferences(step.condition, step),
    ]),
    ...rules.flatMap(({ condition }) => conditionReferences(condition, null)),
  ];
}

function foreachReferences(step: StepDraft): PlacedReference[] {
  const { items, path } = step.foreach ?? {};
  return items && path !== undefined ? [{ reference: items.reference, path, step, condition: null }] : [];
}

function conditionReferences(draft: ConditionDraft | null, step: StepDraft | null): PlacedReference[] {
  if (!draft) return [];
  return draft.references.map((reference) => ({ reference, path: draft.path, step, condition: draft.text }));
}

/** What a finding about a reference says beyond its path: the step, and the position inside the condition. */
export function placeOfReference({
  reference,
  step,
  condition,
}: PlacedReference): Pick<Finding, 'step_number' | 'position'> {
  const offset = condition === null ? -1 : offsetIn(condition, reference.text);
  return {
    ...(step ? stepPlace(step) : {}),
    ...(condition === null || offset < 0 ? {} : { position: positionAt(condition, offset) }),
  };
}

/** Where the reference stands in the text, and not a longer one that begins with it. */
function offsetIn(text: string, reference: string): number {
  let offset = text.indexOf(reference);
  while (offset >= 0 && /^[\p{L}\p{N}_.[]/u.test(text.slice(offset + reference.length))) {
    offset = text.indexOf(reference, offset + 1);
  }
  return offset;
}
