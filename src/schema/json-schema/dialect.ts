import type { Json, JsonSchema } from '../../contracts/json.js';

/** The versions of JSON Schema that are understood. */
export type Dialect = 'draft-07' | '2020-12';

const DIALECTS: Record<string, Dialect> = {
  'json-schema.org/draft-07/schema': 'draft-07',
  'json-schema.org/draft/2020-12/schema': '2020-12',
};
export const META_SCHEMA_IDS: Record<Dialect, string> = {
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** The dialect that `$schema` names: draft 7 where it is absent, null where it names no known one. */
export function dialectOf(schema: JsonSchema): Dialect | null {
  if (typeof schema === 'boolean' || !Object.hasOwn(schema, '$schema')) return 'draft-07';
  return dialectNamed(schema.$schema);
}

export function dialectNamed(name: Json | undefined): Dialect | null {
  if (typeof name !== 'string') return null;
  const address = name.replace(/^https?:\/\//, '').replace(/#$/, '');
  return Object.hasOwn(DIALECTS, address) ? (DIALECTS[address] ?? null) : null;
}
