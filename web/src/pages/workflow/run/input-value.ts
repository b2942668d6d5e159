/** The value that a form stands for. What is undefined is left out of it. */
import type { Json, JsonObject } from '../../../../../src/contracts/json.js';
import type { ChoiceField, FormField, GroupField } from './form-field.js';

export type FormValue = Json | undefined;

const isObject = (value: FormValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const memberOf = (value: FormValue, name: string): FormValue => (isObject(value) ? value[name] : undefined);

/** Without the member where it is undefined; without anything in it undefined itself, unless it was there before. */
export function withMember(value: FormValue, name: string, member: FormValue): JsonObject {
  const { [name]: _, ...others } = isObject(value) ? value : {};
  if (member === undefined) return others;
  // In its own place, so that the order of the properties stays.
  return isObject(value) && name in value ? { ...value, [name]: member } : { ...others, [name]: member };
}
/** What a form begins with: the defaults, and what has to be there. */
export function initialInput(fields: readonly FormField[]): JsonObject {
  const entries = fields.map((field) => [field.name, initialValue(field)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
export function initialValue(field: FormField): FormValue {
  switch (field.kind) {
    case 'group':
      return initialGroup(field);
    case 'list':
      return field.fallback ?? (field.required ? [] : undefined);
    case 'switch':
      return field.fallback ?? false;
    case 'choice':
      return field.fallback ?? onlyChoice(field);
    case 'text':
      return field.secret ? undefined : field.fallback;
    case 'number':
    case 'json':
      return field.fallback;
    default:
      return field satisfies never;
  }
}
function initialGroup({ fields, fallback, required }: GroupField): FormValue {
  const inner = { ...initialInput(fields), ...(isObject(fallback) ? fallback : {}) };
  return required || Object.keys(inner).length > 0 ? inner : undefined;
}
const onlyChoice = ({ choices, required }: ChoiceField): FormValue =>
  required && choices.length === 1 ? choices[0] : undefined;
