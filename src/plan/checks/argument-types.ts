import type { Binding, Reference } from '../../contracts/expression.js';
import type { Finding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { pointerTo } from '../../schema/json-pointer.js';
import type { Check, CompileContext } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';
import { producerOf } from '../producer-schema.js';
import { memberAt } from '../schema-reading/schema-member.js';
import { destinationOf } from '../schema-reading/schema-path.js';
import { placeOf, type SchemaPlace } from '../schema-reading/schema-place.js';
import { typeOfValue, typesAt, typesOverlap, type JsonType } from '../schema-reading/schema-types.js';
import { isObject } from '../json-reading.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/**
 * Values of input_mapping have a type that the function's input schema takes, where both types are known. A warning; an
 * error where the value is certain to come, its type is enforced (a literal, a required input, a field that the
 * producing step's own output_schema requires), and no condition may keep the step from running.
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
/** The types that a value can have, how it is named in a message, and whether it is sure to have one of them. */
interface KnownTypes {
  types: JsonType[] | undefined;
  name: string;
  certain: boolean;
}

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
  { types = [], name, certain }: KnownTypes,
  wanted: JsonType[],
  path: string,
  step: StepDraft,
): Finding {
  const severity = certain && !step.condition ? 'error' : 'warning';
  const argument = path.slice(step.input.path.length + 1) || 'input_mapping';
  const message = `${argument}: ${step.function_name} takes ${wanted.join(' or ')}, and ${name} is ${types.join(' or ')}`;
  return planFinding('type_mismatch', path, message, { ...stepPlace(step), severity });
}

function typesOf(binding: Binding, context: MappingContext): KnownTypes {
  switch (binding.kind) {
    case 'literal':
      return { types: [typeOfValue(binding.value)], name: shown(binding.value), certain: true };
    case 'object':
      return { types: ['object'], name: 'the value', certain: true };
    case 'list':
      return { types: ['array'], name: 'the value', certain: true };
    case 'reference':
      return { name: binding.reference.text, ...typesOfReference(binding.reference, context) };
    default:
      return binding satisfies never;
  }
}

function typesOfReference(reference: Reference, context: MappingContext): Pick<KnownTypes, 'types' | 'certain'> {
  const source = sourceOf(reference, context);
  const destination = source && destinationOf(placeOf(source.schema), reference.path);
  if (destination?.kind !== 'known') return { types: undefined, certain: false };
  return { types: typesAt(destination.place), certain: destination.certain && source?.enforced === true };
}

function sourceOf(reference: Reference, { input_schema, step_of }: MappingContext): ReturnType<typeof producerOf> {
  switch (reference.root) {
    case 'input':
      return input_schema === null ? undefined : { schema: input_schema, enforced: true };
    case 'step': {
      const producer = step_of.get(reference.step_number);
      return producer && producerOf(producer);
    }
    case 'context':
      return undefined;
    default:
      return reference satisfies never;
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
