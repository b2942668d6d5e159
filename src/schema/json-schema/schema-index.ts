/** Every schema object inside a schema, and what its references mean. Nothing outside the schema is ever looked at. */
import type { Json, JsonObject } from '../../contracts/json.js';
import { pointerSegments, pointerTo } from '../json-pointer.js';
import type { Dialect } from './dialect.js';
import { isObject, NAMELESS, resolveUri, schemaPlace, subschemas, type SchemaPlace } from './schema-place.js';

export const REFERENCE_KEYWORDS = ['$ref', '$dynamicRef'] as const;

export type Resolution =
  { kind: 'schema'; place: SchemaPlace } | { kind: 'boolean' } | { kind: 'remote' } | { kind: 'nowhere' };

export interface SchemaIndex {
  dialect: Dialect;
  /** By JSON Pointer, in the order of the document. */
  places: Map<string, SchemaPlace>;
  /** Absolute URI of each resource and of each anchor. */
  names: Map<string, SchemaPlace>;
}

/** Indexes `root`, places reached only by a reference included. */
export function indexSchema(root: JsonObject, dialect: Dialect): SchemaIndex {
  const index: SchemaIndex = { dialect, places: new Map(), names: new Map() };
  const place = schemaPlace(root, '', NAMELESS);
  index.names.set(NAMELESS, place);
  visit(index, [place]);
  return index;
}

function visit(index: SchemaIndex, waiting: SchemaPlace[]): void {
  let unresolved: SchemaPlace[] = [];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (!index.places.has(place.pointer)) {
      index.places.set(place.pointer, place);
      namesOf(place, index.dialect).forEach((name) => index.names.set(name, place));
      waiting.push(...subschemas(place, index.dialect).reverse());
      unresolved.push(place);
    }
    if (waiting.length === 0) {
      waiting.push(...unresolved.flatMap((from) => targets(index, from)));
      unresolved = [];
    }
  }
}

/** The schemas that the references at `place` lead to. */
export function targets(index: SchemaIndex, place: SchemaPlace): SchemaPlace[] {
  return references(place, index.dialect).flatMap(({ reference }) => {
    const target = resolveReference(index, place, reference);
    return target.kind === 'schema' ? [target.place] : [];
  });
}

function namesOf(place: SchemaPlace, dialect: Dialect): string[] {
  const { $id, $anchor, $dynamicAnchor } = place.schema;
  const anchors = dialect === '2020-12' ? [$anchor, $dynamicAnchor] : [];
  const fragments = anchors.flatMap((name) => (typeof name === 'string' ? [`#${name}`] : []));
  const ids = typeof $id === 'string' ? [$id.startsWith('#') ? $id : '#'] : [];
  return [...ids, ...fragments].flatMap((fragment) => withoutEmptyFragment(resolveUri(fragment, place.base)) ?? []);
}

function withoutEmptyFragment(uri: string | null): string | null {
  return uri === null ? null : uri.replace(/#$/, '');
}

/** The references that `place` makes itself. */
export function references(place: SchemaPlace, dialect: Dialect): { keyword: string; reference: string }[] {
  const keywords = dialect === '2020-12' ? REFERENCE_KEYWORDS : (['$ref'] as const);
  return keywords.flatMap((keyword) => {
    const reference = place.schema[keyword];
    return typeof reference === 'string' ? [{ keyword, reference }] : [];
  });
}

/** What `reference`, made at `place`, leads to. */
export function resolveReference(index: SchemaIndex, place: SchemaPlace, reference: string): Resolution {
  const uri = withoutEmptyFragment(resolveUri(reference, place.base));
  if (uri === null) return { kind: 'remote' };
  const named = index.names.get(uri);
  if (named !== undefined) return { kind: 'schema', place: named };
  const [address = '', fragment = ''] = uri.split('#');
  const resource = index.names.get(address);
  if (resource === undefined) return { kind: 'remote' };
  return fragment.startsWith('/') ? follow(index, resource, fragment) : { kind: 'nowhere' };
}

function follow(index: SchemaIndex, resource: SchemaPlace, fragment: string): Resolution {
  let value: Json = resource.schema;
  let { pointer, base } = resource;
  for (const segment of pointerSegments(decoded(fragment))) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return { kind: 'nowhere' };
    value = (value as JsonObject)[segment] ?? null;
    pointer = pointerTo(pointer, segment);
    base = index.places.get(pointer)?.base ?? base;
  }
  if (typeof value === 'boolean') return { kind: 'boolean' };
  return isObject(value) ? { kind: 'schema', place: schemaPlace(value, pointer, base) } : { kind: 'nowhere' };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
