/** The objects of a document whose keys the format knows. */
import type { Json, JsonObject } from '../../contracts/json.js';
import {
  DOCUMENT_SCHEMA,
  ERROR_HANDLING_SCHEMA,
  EXECUTION_SCHEMA,
  RISK_CONFIG_SCHEMA,
  RISK_RULE_SCHEMA,
  STEP_SCHEMA,
} from './document-schema.js';

/** One kind of object: its keys, which of them must be there, and the objects that it holds under a key. */
export interface ObjectKind {
  keys: readonly string[];
  required: ReadonlySet<string>;
  /** Kinds of the object, or of each object of the list, under a key. */
  holds: Readonly<Record<string, ObjectKind>>;
  /** Keys whose null is a value like any other; elsewhere it means that the key is absent. */
  nullable: ReadonlySet<string>;
}

interface ObjectSchema {
  properties: JsonObject;
  required?: string[];
}

function kind(schema: ObjectSchema, holds: ObjectKind['holds'] = {}, nullable: string[] = []): ObjectKind {
  const keys = Object.keys(schema.properties);
  return { keys, required: new Set(schema.required), holds, nullable: new Set(nullable) };
}

export const DOCUMENT_KIND: ObjectKind = kind(DOCUMENT_SCHEMA, {
  workflow_steps: kind(STEP_SCHEMA, { error_handling: kind(ERROR_HANDLING_SCHEMA, {}, ['fallback_value']) }),
  risk_config: kind(RISK_CONFIG_SCHEMA, { rules: kind(RISK_RULE_SCHEMA) }),
  execution: kind(EXECUTION_SCHEMA),
});

/** `value` without the optional keys that are null, at every level that the format knows. Copies what it changes. */
export function withoutNulls(value: Json, of: ObjectKind): Json {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, of));
  if (typeof value !== 'object' || value === null) return value;
  const known = new Set(of.keys);
  const means_absent = (key: string): boolean => known.has(key) && !of.required.has(key) && !of.nullable.has(key);
  const entries = Object.entries(value).filter(([key, member]) => member !== null || !means_absent(key));
  return Object.fromEntries(
    entries.map(([key, member]) => {
      const held = Object.hasOwn(of.holds, key) ? of.holds[key] : undefined;
      return [key, held === undefined ? member : withoutNulls(member, held)];
    }),
  );
}
