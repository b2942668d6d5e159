/**
 * `default` of JSON Schema, filled in for properties and tuple items that are missing.
 *
 * Where defaults count: in everything that applies to the value for certain (properties, items, additionalProperties,
 * patternProperties, allOf, $ref, dependent schemas whose property is there, `then` or `else` by the outcome of `if`).
 * Not in anyOf, oneOf, not and if, where a branch that does not fit would leave its mark. A property that is missing
 * and has no default stays missing, even where a schema inside it has one.
 */
import type { Json, JsonObject } from '../../contracts/json.js';
import { pointerTo } from '../json-pointer.js';
import { linearPattern, type LinearPattern } from './linear-pattern.js';
import { targets, type SchemaIndex } from './schema-index.js';
import { isObject, type SchemaPlace } from './schema-place.js';
import { copyOf } from './value-copy.js';

/** Fills defaults into a value in place. */
export type DefaultFiller = (value: Json) => void;
/** Whether `value` fits the schema at `pointer`. */
export type SchemaTest = (pointer: string, value: Json) => boolean;

interface FillerContext {
  index: SchemaIndex;
  fits: SchemaTest;
  fillers: Map<string, DefaultFiller>;
}

/** The filler of an indexed schema, or null where the schema has no default at all. */
export function defaultFiller(index: SchemaIndex, fits: SchemaTest): DefaultFiller | null {
  const has_default = [...index.places.values()].some(({ schema }) => Object.hasOwn(schema, 'default'));
  return has_default ? fillerAt({ index, fits, fillers: new Map() }, '') : null;
}

/** One filler for each place, made when it is first needed, so that recursive schemas end. */
function fillerAt(context: FillerContext, pointer: string): DefaultFiller | null {
  const place = context.index.places.get(pointer);
  if (place === undefined) return null;
  const known = context.fillers.get(pointer);
  if (known !== undefined) return known;
  const steps: DefaultFiller[] = [];
  const filler: DefaultFiller = (value) => steps.forEach((step) => step(value));
  context.fillers.set(pointer, filler);
  steps.push(fillProperties(context, place), fillItems(context, place), ...fillSameValue(context, place));
  return filler;
}

function defaultOf(context: FillerContext, pointer: string): Json | undefined {
  const place = context.index.places.get(pointer);
  if (place === undefined) return undefined;
  if (Object.hasOwn(place.schema, 'default')) return place.schema.default;
  const [target] = targets(context.index, place);
  return target === undefined ? undefined : defaultOf(context, target.pointer);
}

function fillProperties(context: FillerContext, place: SchemaPlace): DefaultFiller {
  const at = (...segments: string[]) => pointerTo(place.pointer, ...segments);
  const names = keysOf(place.schema.properties);
  const defaults = names.map((name) => [name, defaultOf(context, at('properties', name))] as const);
  const known = new Map(names.map((name) => [name, fillerAt(context, at('properties', name))]));
  const patterns = keysOf(place.schema.patternProperties).map((pattern): [LinearPattern, DefaultFiller | null] => {
    return [linearPattern(pattern), fillerAt(context, at('patternProperties', pattern))];
  });
  const rest = fillerAt(context, at('additionalProperties'));
  return (value) => {
    if (!isObject(value)) return;
    for (const [name, missing] of defaults) {
      if (missing !== undefined && !Object.hasOwn(value, name)) value[name] = copyOf(missing);
    }
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'object' || member === null) continue;
      const matching = patterns.filter(([pattern]) => pattern.test(name));
      matching.forEach(([, fill]) => fill?.(member));
      if (known.has(name)) known.get(name)?.(member);
      else if (matching.length === 0) rest?.(member);
    }
  };
}

function fillItems(context: FillerContext, place: SchemaPlace): DefaultFiller {
  const keyword = Array.isArray(place.schema.prefixItems) ? 'prefixItems' : 'items';
  const tuple = place.schema[keyword];
  const places = Array.isArray(tuple) ? tuple.map((_, index) => pointerTo(place.pointer, keyword, index)) : [];
  const defaults = places.map((pointer) => defaultOf(context, pointer));
  const fillers = places.map((pointer) => fillerAt(context, pointer));
  const rest_keyword = keyword === 'items' && Array.isArray(tuple) ? 'additionalItems' : 'items';
  const rest = fillerAt(context, pointerTo(place.pointer, rest_keyword));
  return (value) => {
    if (!Array.isArray(value)) return;
    for (let next = defaults[value.length]; next !== undefined; next = defaults[value.length]) value.push(copyOf(next));
    value.forEach((item, index) => (index < fillers.length ? fillers[index] : rest)?.(item));
  };
}

/** Fillers of the schemas that are about the same value. */
function fillSameValue(context: FillerContext, place: SchemaPlace): DefaultFiller[] {
  const inside = (...segments: (string | number)[]) => fillerAt(context, pointerTo(place.pointer, ...segments));
  const { allOf } = place.schema;
  const always = [
    ...targets(context.index, place).map((target) => fillerAt(context, target.pointer)),
    ...(Array.isArray(allOf) ? allOf.map((_, index) => inside('allOf', index)) : []),
  ];
  const dependent = ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
    keysOf(place.schema[keyword]).map((name) => whenPresent(name, inside(keyword, name))),
  );
  const conditional = Object.hasOwn(place.schema, 'if') ? [fillBranch(context, place)] : [];
  return [...always.flatMap((fill) => fill ?? []), ...dependent, ...conditional];
}

function whenPresent(name: string, fill: DefaultFiller | null): DefaultFiller {
  return (value) => {
    if (isObject(value) && Object.hasOwn(value, name)) fill?.(value);
  };
}

function fillBranch(context: FillerContext, place: SchemaPlace): DefaultFiller {
  const [condition, consequent, alternate] = ['if', 'then', 'else'].map((name) => pointerTo(place.pointer, name));
  const [fill_then, fill_else] = [fillerAt(context, consequent ?? ''), fillerAt(context, alternate ?? '')];
  if (fill_then === null && fill_else === null) return () => {};
  return (value) => (context.fits(condition ?? '', value) ? fill_then : fill_else)?.(value);
}

function keysOf(value: Json | undefined): string[] {
  return isObject(value) ? Object.keys(value satisfies JsonObject) : [];
}
