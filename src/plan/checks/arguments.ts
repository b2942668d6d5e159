import type { Finding } from '../../contracts/finding.js';
import type { CatalogueEntry } from '../../contracts/function.js';
import { nearestName } from '../../schema/nearest-name.js';
import { pointerTo } from '../../schema/json-pointer.js';
import type { Check } from '../compile-context.js';
import { objectIn } from '../json-reading.js';
import { meantHint, planFinding } from '../plan-finding.js';
import { memberAt, requiredNamesAt } from '../schema-reading/schema-member.js';
import { placeOf } from '../schema-reading/schema-place.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/** input_mapping gives the arguments that the function's input schema declares, and all that it requires. */
export const argumentsKnown: Check = ({ steps }) =>
  steps.flatMap((step) =>
    step.function ? [...unknownArguments(step, step.function), ...missingArguments(step, step.function)] : [],
  );

function unknownArguments(step: StepDraft, { name, input }: CatalogueEntry): Finding[] {
  const place = placeOf(input);
  return argumentNames(step).flatMap((argument) => {
    const member = memberAt(place, argument);
    if (member.kind !== 'undeclared') return [];
    const more = { ...stepPlace(step), ...meantHint(nearestName(argument, member.names)) };
    const message = `${name} does not know an argument ${argument}`;
    return [planFinding('unknown_argument', pointerTo(step.input.path, argument), message, more)];
  });
}

function missingArguments(step: StepDraft, { name, input }: CatalogueEntry): Finding[] {
  const given = new Set(argumentNames(step));
  const missing = requiredNamesAt(placeOf(input)).filter((argument) => !given.has(argument));
  return missing.map((argument) => {
    const message = `${name} requires the argument ${argument}`;
    return planFinding('missing_argument', pointerTo(step.input.path, argument), message, stepPlace(step));
  });
}

const argumentNames = (step: StepDraft): string[] => Object.keys(objectIn(step.source.input_mapping) ?? {});
