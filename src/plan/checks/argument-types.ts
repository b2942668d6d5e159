import type { Binding } from '../../contracts/expression.js';
import type { Finding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { pointerTo } from '../../schema/json-pointer.js';
import type { Check, CompileContext } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { referenceTypes, type KnownTypes } from '../reference-types.js';
import { memberAt } from '../schema-reading/schema-member.js';
import { placeOf, type SchemaPlace } from '../schema-reading/schema-place.js';
import { typeOfValue, typesAt, typesOverlap, type JsonType } from '../schema-reading/schema-types.js';
import { isObject } from '../json-reading.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/**
 * Values of input_mapping have a type that the function's input schema takes, where both types are known. A warning; an
 * error where the value is certain to come, its type is enforced (a literal, a required input, a field that the
 * producing step's own output_schema requires), and neither a condition nor an empty foreach may keep the function from
 * being called.
 */
export const argumentTypes: Check = (context) =>
  context.steps.flatMap((step) =>
    step.function
      ? mismatches(step.input.binding, placeOf(step.function.input), step.input.path, { ...context, step })
      : [],
  );

interface MappingContext extends CompileContext {
  step: StepDraft;
}
/** `name`: what a message calls the value. */
type MappedTypes = KnownTypes & { name: string };

function mismatches(binding: Binding, place: SchemaPlace, path: string, context: MappingContext): Finding[] {
  const value = typesOf(binding, context);
  const wanted = typesAt(place);
  if (value.types && wanted && !typesOverlap(value.types, wanted)) return [mismatch(value, wanted, path, context.step)];
  return membersOf(binding).flatMap(([key, member]) => {
    const inside = memberAt(place, key);
    return inside.kind === 'known' ? mismatches(member, inside.place, pointerTo(path, key), context) : [];
  });
}

function mismatch(
  { types = [], name, certain }: MappedTypes,
  wanted: JsonType[],
  path: string,
  step: StepDraft,
): Finding {
  const severity = certain && !step.condition && !step.foreach ? 'error' : 'warning';
  const argument = path.slice(step.input.path.length + 1) || 'input_mapping';
  const message = `${argument}: ${step.function_name} takes ${wanted.join(' or ')}, and ${name} is ${types.join(' or ')}`;
  return planFinding('type_mismatch', path, message, { ...stepPlace(step), severity });
}

function typesOf(binding: Binding, context: MappingContext): MappedTypes {
  switch (binding.kind) {
    case 'literal':
      return { types: [typeOfValue(binding.value)], name: shown(binding.value), certain: true };
    case 'object':
      return { types: ['object'], name: 'the value', certain: true };
    case 'list':
      return { types: ['array'], name: 'the value', certain: true };
    case 'reference':
      return { name: binding.reference.text, ...referenceTypes(binding.reference, context.step, context) };
    default:
      return binding satisfies never;
  }
}

function membersOf(binding: Binding): [string | number, Binding][] {
  if (binding.kind === 'object') return binding.entries;
  if (binding.kind === 'list') return [...binding.items.entries()];
  return binding.kind === 'literal' ? literalMembers(binding.value) : [];
}

function literalMembers(value: Json): [string | number, Binding][] {
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.map(([key, member]) => [key, { kind: 'literal', value: member }]);
}

const MAX_SHOWN = 40;
function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
