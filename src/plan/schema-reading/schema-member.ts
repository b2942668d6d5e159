import type { PathSegment } from '../../contracts/expression.js';
import type { Json, JsonObject } from '../../contracts/json.js';
import { isObject, ownValue } from '../json-reading.js';
import { schemasAt, type SchemaPlace } from './schema-place.js';
import { typesAt } from './schema-types.js';

/** What a schema says about one member of a value: where its schema is, nothing, or that there is none of this name. */
export type SchemaMember =
  | { kind: 'known'; place: SchemaPlace; required: boolean }
  | { kind: 'unknown' }
  | { kind: 'undeclared'; names: string[] };

const UNKNOWN: SchemaMember = { kind: 'unknown' };
const ALTERNATIVES = ['anyOf', 'oneOf', 'if', 'dependentSchemas', '$dynamicRef', '$recursiveRef'];

/** What the schema at a place says about the member `segment`: an object's property or an array's item. */
export function memberAt(place: SchemaPlace, segment: PathSegment): SchemaMember {
  const schemas = schemasAt(place);
  const known = knownMember(schemas, segment, place);
  if (known) return known;
  const types = typesAt(place);
  const holdsMembers = !types || types.includes('object') || (types.includes('array') && typeof segment === 'number');
  if (!holdsMembers) return { kind: 'undeclared', names: [] };
  return isOpen(schemas) || typeof segment === 'number' ? UNKNOWN : { kind: 'undeclared', names: namesIn(schemas) };
}

/** The schema of every item of a list; undefined where there is none, or it says not the same of all. */
export function itemsAt(place: SchemaPlace): SchemaPlace | undefined {
  const schemas = schemasAt(place);
  const isTuple = schemas.some(({ items, prefixItems }) => Array.isArray(items) || Array.isArray(prefixItems));
  const items = schemas.map((schema) => schema.items).find((schema) => schema !== undefined);
  return isTuple || items === undefined ? undefined : { schema: items, root: place.root };
}

/** The names that the schema at a place declares for its properties. */
export const propertyNamesAt = (place: SchemaPlace): string[] => namesIn(schemasAt(place));

/** The names that the schema at a place requires. */
export function requiredNamesAt(place: SchemaPlace): string[] {
  const listed = schemasAt(place).flatMap(({ required }) => (Array.isArray(required) ? required : []));
  return [...new Set(listed.filter((name) => typeof name === 'string'))];
}

function knownMember(schemas: JsonObject[], segment: PathSegment, place: SchemaPlace): SchemaMember | undefined {
  const schema = schemas.map((each) => memberSchema(each, segment)).find((member) => member !== undefined);
  const name = String(segment);
  const required = schemas.some((each) => Array.isArray(each.required) && each.required.includes(name));
  if (schema === undefined && !required) return undefined;
  const isItem = typeof segment === 'number';
  return { kind: 'known', place: { schema: schema ?? true, root: place.root }, required: required || isItem };
}

function memberSchema(schema: JsonObject, segment: PathSegment): Json | undefined {
  const property = isObject(schema.properties) ? ownValue(schema.properties, String(segment)) : undefined;
  if (property !== undefined) return property;
  return typeof segment === 'number' ? itemSchema(schema, segment) : additionalSchema(schema);
}

function itemSchema(schema: JsonObject, index: number): Json | undefined {
  const tuple = [schema.prefixItems, schema.items].find(Array.isArray);
  return tuple?.[index] ?? (Array.isArray(schema.items) ? undefined : schema.items);
}

function additionalSchema({ additionalProperties, patternProperties }: JsonObject): Json | undefined {
  return isObject(additionalProperties) && !isObject(patternProperties) ? additionalProperties : undefined;
}

/** Nothing follows from a name that is not declared: the schema lists none, allows others, or has alternatives. */
function isOpen(schemas: JsonObject[]): boolean {
  if (schemas.some(({ additionalProperties }) => additionalProperties === false)) return hasAlternatives(schemas);
  const allowsOthers = ({ additionalProperties, unevaluatedProperties, patternProperties }: JsonObject): boolean =>
    additionalProperties === true || unevaluatedProperties === true || isObject(patternProperties);
  return namesIn(schemas).length === 0 || hasAlternatives(schemas) || schemas.some(allowsOthers);
}

const hasAlternatives = (schemas: JsonObject[]): boolean =>
  schemas.some((schema) => ALTERNATIVES.some((keyword) => Object.hasOwn(schema, keyword)));

function namesIn(schemas: JsonObject[]): string[] {
  return [...new Set(schemas.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])))];
}
