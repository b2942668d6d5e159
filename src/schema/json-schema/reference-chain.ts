import { subschemas, type SchemaPlace } from './schema-place.js';
import { targets, type SchemaIndex } from './schema-index.js';

/** Longest way through references and in-place applicators, in schemas. */
export const MAX_CHAIN = 200;

interface Frame {
  pointer: string;
  next: string[];
}
export interface ReferenceProblems {
  /** Pointers of schemas that come back to themselves without going a level deeper into the value. */
  endless: string[];
  /** Pointers of schemas at the end of a way longer than MAX_CHAIN. */
  distant: string[];
}
interface Search {
  state: Map<string, 'open' | 'done'>;
  endless: Set<string>;
  distant: Set<string>;
}

/**
 * Ways from schema to schema that stay at one value. `{"allOf": [{"$ref": "#"}]}` would never end (JSON Schema core,
 * 9.4.1). Depth-first search for back edges over $ref and the in-place applicators; linear in the schema.
 */
export function referenceProblems(index: SchemaIndex): ReferenceProblems {
  const search: Search = { state: new Map(), endless: new Set(), distant: new Set() };
  for (const pointer of index.places.keys()) {
    if (!search.state.has(pointer)) searchFrom(index, pointer, search);
  }
  return { endless: [...search.endless], distant: [...search.distant] };
}

function searchFrom(index: SchemaIndex, start: string, { state, endless, distant }: Search): void {
  const stack: Frame[] = [enter(index, start, state)];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const next = frame.next.pop();
    if (next === undefined) {
      state.set(frame.pointer, 'done');
      stack.pop();
    } else if (state.get(next) === 'open') endless.add(frame.pointer);
    else if (!state.has(next) && stack.length > MAX_CHAIN) distant.add(frame.pointer);
    else if (!state.has(next)) stack.push(enter(index, next, state));
  }
}

function enter(index: SchemaIndex, pointer: string, state: Search['state']): Frame {
  state.set(pointer, 'open');
  const place = index.places.get(pointer);
  return { pointer, next: place === undefined ? [] : sameValuePlaces(index, place) };
}

function sameValuePlaces(index: SchemaIndex, place: SchemaPlace): string[] {
  const inside = subschemas(place, index.dialect).flatMap((sub) => (sub.in_place ? [sub.pointer] : []));
  return [...inside, ...targets(index, place).map((target) => target.pointer)];
}
