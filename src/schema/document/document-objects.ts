/** The objects of a document whose keys the format knows. */
import type { Json, JsonObject } from '../../contracts/json.js';
import {
  DOCUMENT_SCHEMA,
  ERROR_HANDLING_SCHEMA,
  EXECUTION_SCHEMA,
  FOREACH_SCHEMA,
  RISK_CONFIG_SCHEMA,
  RISK_RULE_SCHEMA,
  STEP_SCHEMA,
} from './document-schema.js';

/** One kind of object: its keys, and the objects that it holds. */
export interface ObjectKind {
  keys: readonly string[];
  /** Optional keys, whose null means that the key is absent. */
  absent_if_null: readonly string[];
  /** The kind of the object, or of each object of the list, under a key. */
  holds: readonly (readonly [string, ObjectKind])[];
}

interface ObjectSchema {
  properties: JsonObject;
  required?: string[];
}

/** `nullable`: optional keys whose null is a value like any other. */
function kind(schema: ObjectSchema, holds: Record<string, ObjectKind> = {}, nullable: string[] = []): ObjectKind {
  const keys = Object.keys(schema.properties);
  const never_absent = [...(schema.required ?? []), ...nullable];
  return { keys, absent_if_null: keys.filter((key) => !never_absent.includes(key)), holds: Object.entries(holds) };
}

export const DOCUMENT_KIND: ObjectKind = kind(DOCUMENT_SCHEMA, {
  workflow_steps: kind(STEP_SCHEMA, {
    foreach: kind(FOREACH_SCHEMA),
    error_handling: kind(ERROR_HANDLING_SCHEMA, {}, ['fallback_value']),
  }),
  risk_config: kind(RISK_CONFIG_SCHEMA, { rules: kind(RISK_RULE_SCHEMA) }),
  execution: kind(EXECUTION_SCHEMA),
});

/** `value` without the optional keys that are null, at every level that the format knows. Copies only what it changes. */
export function withoutNulls(value: Json, of: ObjectKind): Json {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, of));
  if (typeof value !== 'object' || value === null) return value;
  const changes = heldChanges(value, of);
  const absent = of.absent_if_null.filter((key) => value[key] === null);
  if (changes.length === 0 && absent.length === 0) return value;
  const copy = { ...value, ...Object.fromEntries(changes) };
  for (const key of absent) delete copy[key];
  return copy;
}

function heldChanges(value: JsonObject, of: ObjectKind): [string, Json][] {
  return of.holds.flatMap(([key, held]): [string, Json][] => {
    const before = Object.hasOwn(value, key) ? (value[key] ?? null) : null;
    const after = withoutNulls(before, held);
    return after === before ? [] : [[key, after]];
  });
}
