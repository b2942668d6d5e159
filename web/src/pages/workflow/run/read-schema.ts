/** JSON Schema to form fields. What it cannot show as a form becomes a field for JSON. */
import type { JsonObject, JsonSchema } from '../../../../../src/contracts/json.js';
import type { FieldHead, FormField } from './form-field.js';
import { unitOf } from './unit-of.js';

/** Levels of groups and lists that are drawn. */
const MAX_DEPTH = 5;
/** Combined schemas ask for more than a form can say. */
const COMBINED = ['oneOf', 'anyOf', 'allOf', 'if', 'not', 'patternProperties', 'prefixItems'];

interface Reading {
  root: JsonObject;
  depth: number;
}
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The fields of an input; null where it is no object with known properties. */
export function readInputSchema(schema: JsonSchema | null | undefined): FormField[] | null {
  if (!isObject(schema)) return null;
  const field = readField('', schema, { required: true }, { root: schema, depth: 0 });
  return field.kind === 'group' ? field.fields : null;
}
function readField(name: string, given: unknown, { required }: { required: boolean }, reading: Reading): FormField {
  const schema = resolved(given, reading.root);
  const head = headOf(name, schema, required);
  const type = typeOf(schema);
  if (COMBINED.some((keyword) => keyword in schema) && reading.depth > 0) return { ...head, kind: 'json' };
  const choices = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  if (Array.isArray(choices) && choices.length > 0) return { ...head, kind: 'choice', choices };
  switch (type) {
    case 'number':
    case 'integer':
      return { ...head, kind: 'number', ...boundsOf(schema, type) };
    case 'string':
      return { ...head, kind: 'text', long: isLong(schema), secret: schema['x-secret'] === true };
    case 'boolean':
      return required || head.fallback !== undefined
        ? { ...head, kind: 'switch' }
        : { ...head, kind: 'choice', choices: [true, false] };
    case 'array':
      return readList(head, schema, reading);
    case 'object':
      return readGroup(head, schema, reading);
    default:
      return { ...head, kind: 'json' };
  }
}
function readGroup(head: FieldHead, schema: JsonObject, reading: Reading): FormField {
  const properties = schema['properties'];
  if (!isObject(properties) || Object.keys(properties).length === 0 || reading.depth >= MAX_DEPTH)
    return { ...head, kind: 'json' };
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const below = { ...reading, depth: reading.depth + 1 };
  const fields = Object.entries(properties).map(([name, property]) =>
    readField(name, property, { required: required.includes(name) }, below),
  );
  return { ...head, kind: 'group', fields };
}
function readList(head: FieldHead, schema: JsonObject, reading: Reading): FormField {
  const { items } = schema;
  if (!isObject(items) || reading.depth >= MAX_DEPTH) return { ...head, kind: 'json' };
  const item = readField('', items, { required: true }, { ...reading, depth: reading.depth + 1 });
  // Of a list of numbers the list itself says the unit.
  const unit = item.kind === 'number' ? (item.unit ?? unitOf(head.about).unit) : null;
  return { ...head, kind: 'list', item: { ...item, unit }, max_items: numberOrNull(schema['maxItems']) };
}
function headOf(name: string, schema: JsonObject, required: boolean): FieldHead {
  const type = typeOf(schema);
  const said = textOrNull(schema['description']);
  const isNumber = type === 'number' || type === 'integer';
  const { unit, about } = isNumber ? unitOf(said) : { unit: null, about: said };
  const title = textOrNull(schema['title']);
  const given = textOrNull(schema['x-unit']) ?? textOrNull(schema['unit']);
  const [example] = Array.isArray(schema['examples']) ? schema['examples'] : [];
  return {
    name,
    label: title ?? name,
    about,
    unit: given ?? unit,
    required,
    fallback: schema['default'],
    example: example === undefined ? null : typeof example === 'string' ? example : JSON.stringify(example),
  };
}
/** The one type beside null. */
function typeOf(schema: JsonObject): string | null {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const others = type.filter((one) => one !== 'null');
    return others.length === 1 ? textOrNull(others[0]) : null;
  }
  return isObject(schema['properties']) ? 'object' : null;
}
function boundsOf(schema: JsonObject, type: 'number' | 'integer') {
  const low = numberOrNull(schema['exclusiveMinimum']);
  const high = numberOrNull(schema['exclusiveMaximum']);
  return {
    min: low ?? numberOrNull(schema['minimum']),
    max: high ?? numberOrNull(schema['maximum']),
    above_min: low !== null,
    below_max: high !== null,
    step: numberOrNull(schema['multipleOf']) ?? (type === 'integer' ? 1 : null),
  };
}
function isLong(schema: JsonObject): boolean {
  const length = numberOrNull(schema['maxLength']) ?? 0;
  return schema['format'] === undefined && schema['pattern'] === undefined && length > 300;
}
/** Follows local references, a few of them. */
function resolved(given: unknown, root: JsonObject): JsonObject {
  let schema: unknown = given;
  for (let hops = 0; hops < 10 && isObject(schema); hops += 1) {
    const { $ref, ...beside } = schema;
    if (typeof $ref !== 'string') return schema;
    const target = $ref.startsWith('#/') ? pointed(root, $ref) : undefined;
    schema = isObject(target) ? { ...target, ...beside } : {};
  }
  return isObject(schema) ? schema : {};
}
function pointed(root: JsonObject, ref: string): unknown {
  const parts = ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'));
  return parts.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), root);
}
