import type { Binding, Reference } from '../contracts/expression.js';
import type { Json, JsonObject } from '../contracts/json.js';
import { resolveReference } from './resolve-reference.js';
import type { Scope } from './scope.js';

export interface ResolveOptions {
  /** A reference without a value is null and not a failure: for steps whose join is `any` or `always`. */
  missing_is_null?: boolean;
}
export interface MissingReference {
  ok: false;
  /** As its author wrote it. */
  reference: string;
  missing_at: string;
  available_keys: string[];
  message: string;
}
/** `value` is undefined where the argument is left out. Literal parts are the plan's own values: do not change them. */
export type ResolvedBinding = { ok: true; value: Json | undefined } | MissingReference;

type ReferenceBinding = Extract<Binding, { kind: 'reference' }>;

/** The value of an argument. What is left out is left out of an object and null in a list. The first reference without a value ends it. */
export function resolveBinding(binding: Binding, scope: Scope, options: ResolveOptions = {}): ResolvedBinding {
  switch (binding.kind) {
    case 'literal':
      return { ok: true, value: binding.value };
    case 'reference':
      return resolveReferenceBinding(binding, scope, options);
    case 'object':
      return resolveObject(binding.entries, scope, options);
    case 'list':
      return resolveList(binding.items, scope, options);
    default:
      return binding satisfies never;
  }
}

function resolveReferenceBinding(binding: ReferenceBinding, scope: Scope, options: ResolveOptions): ResolvedBinding {
  const { reference, if_missing } = binding;
  const resolved = resolveReference(reference, scope);
  if (resolved.found) return { ok: true, value: resolved.value };
  if (if_missing.kind === 'default') return { ok: true, value: if_missing.value };
  if (if_missing.kind === 'omit') return { ok: true, value: undefined };
  if (options.missing_is_null) return { ok: true, value: null };
  return missing(reference, resolved);
}

function resolveObject(entries: [string, Binding][], scope: Scope, options: ResolveOptions): ResolvedBinding {
  const values: [string, Json][] = [];
  for (const [key, binding] of entries) {
    const resolved = resolveBinding(binding, scope, options);
    if (!resolved.ok) return resolved;
    if (resolved.value !== undefined) values.push([key, resolved.value]);
  }
  return { ok: true, value: Object.fromEntries(values) as JsonObject };
}

function resolveList(items: Binding[], scope: Scope, options: ResolveOptions): ResolvedBinding {
  const values: Json[] = [];
  for (const binding of items) {
    const resolved = resolveBinding(binding, scope, options);
    if (!resolved.ok) return resolved;
    values.push(resolved.value ?? null);
  }
  return { ok: true, value: values };
}

function missing(reference: Reference, at: { missing_at: string; available_keys: string[] }): MissingReference {
  const { missing_at, available_keys } = at;
  return {
    ok: false,
    reference: reference.text,
    missing_at,
    available_keys,
    message: missingText(reference, missing_at, available_keys),
  };
}

/** Most keys that a message names; the others are counted. */
const MAX_NAMED_KEYS = 20;

function missingText(reference: Reference, missingAt: string, keys: string[]): string {
  if (keys.length === 0) return `${reference.text} has no value: ${missingAt} has no keys`;
  const named = keys.slice(0, MAX_NAMED_KEYS).join(', ');
  const others = keys.length > MAX_NAMED_KEYS ? ` and ${keys.length - MAX_NAMED_KEYS} more` : '';
  return `${reference.text} has no value: ${missingAt} has the keys ${named}${others}`;
}
