import type { Finding } from '../../contracts/finding.js';
import { parseReference } from '../../language/parse-reference.js';
import type { Check, CompileContext } from '../compile-context.js';
import type { ForeachDraft } from '../foreach-draft.js';
import { meantHint, planFinding } from '../plan-finding.js';
import { referenceTypes } from '../reference-types.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/**
 * foreach is exactly one reference, and what it reads may be a list. Another type is a warning; an error where the value
 * is certain to come, its type is enforced, and no condition may keep the step from running.
 */
export const foreachLists: Check = (context) =>
  context.steps.flatMap((step) =>
    step.foreach ? [...unreadable(step, step.foreach), ...noList(step, step.foreach, context)] : [],
  );

function unreadable(step: StepDraft, { path, error }: ForeachDraft): Finding[] {
  if (!error) return [];
  const { code, message, position, text } = error;
  const meant = parseReference(`$${text}`).ok ? `$${text}` : undefined;
  return [planFinding(code, path, `foreach: ${message}`, { ...stepPlace(step), position, ...meantHint(meant) })];
}

function noList(step: StepDraft, { path, items }: ForeachDraft, context: CompileContext): Finding[] {
  if (!items || items.reference.root === 'index') return [];
  const { types, certain } = referenceTypes(items.reference, step, context);
  if (!types || types.includes('array')) return [];
  const severity = certain && !step.condition ? 'error' : 'warning';
  const message = `foreach needs a list, and ${items.reference.text} is ${types.join(' or ')}`;
  return [planFinding('type_mismatch', path, message, { ...stepPlace(step), severity })];
}
