import type { PathSegment, Reference } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { referencePrefix } from './path-text.js';
import type { Scope } from './scope.js';
import { childAt, valueAt } from './value-path.js';

/** Most keys that a missing reference lists. */
const MAX_LISTED_KEYS = 100;

export type ResolvedReference =
  | { found: true; value: Json }
  /** `missing_at` is the longest part of the reference that has a value, and `available_keys` are the keys of that value. */
  | { found: false; missing_at: string; available_keys: string[] };

/** The value that a reference names; undefined where there is none. */
export function referencedValue(reference: Reference, scope: Scope): Json | undefined {
  return valueAt(rootValue(reference, scope), reference.path);
}

/** The value that a reference names, or where it ends: `$step2` without a value is missing at `$step2`. */
export function resolveReference(reference: Reference, scope: Scope): ResolvedReference {
  const value = referencedValue(reference, scope);
  return value === undefined ? missingReference(reference, scope) : { found: true, value };
}

function rootValue(reference: Reference, scope: Scope): Json | undefined {
  switch (reference.root) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'step':
      return scope.stepOutput(reference.step_number);
    case 'item':
      return scope.item?.value;
    case 'index':
      return scope.item?.index;
    default:
      return reference satisfies never;
  }
}

function missingReference(reference: Reference, scope: Scope): ResolvedReference {
  let reached = rootValue(reference, scope);
  let depth = 0;
  for (
    let next = step(reached, reference.path, depth);
    next !== undefined;
    next = step(reached, reference.path, depth)
  ) {
    reached = next;
    depth++;
  }
  return { found: false, missing_at: referencePrefix(reference, depth), available_keys: keysOf(reached) };
}

function step(value: Json | undefined, path: PathSegment[], depth: number): Json | undefined {
  const segment = path[depth];
  return segment === undefined ? undefined : childAt(value, segment);
}

function keysOf(value: Json | undefined): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return Array.from({ length: Math.min(value.length, MAX_LISTED_KEYS) }, (_, index) => String(index));
  return Object.keys(value).slice(0, MAX_LISTED_KEYS);
}
