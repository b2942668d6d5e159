import type { ValidateFunction } from 'ajv';
import type { Finding } from '../../contracts/finding.js';
import type { JsonObject } from '../../contracts/json.js';
import { ajvInstance } from './ajv-instance.js';
import { META_SCHEMA_IDS, type Dialect } from './dialect.js';
import { NO_SECRETS } from './secret-places.js';
import { schemaFindings } from './schema-findings.js';

const compiled = new Map<Dialect, ValidateFunction>();

/** What keeps `schema` from being a schema of its dialect: findings of the dialect's own meta-schema. */
export function metaSchemaFindings(schema: JsonObject, dialect: Dialect, path: string): Finding[] {
  const validate = metaSchema(dialect);
  if (validate(schema)) return [];
  const subject = { code: 'invalid_json_schema', value: schema, secrets: NO_SECRETS, prefix: path } as const;
  return schemaFindings(validate.errors ?? [], subject).map(withoutInputFields);
}

function withoutInputFields({ code, severity, path, message, hint }: Finding): Finding {
  return { code, severity, path, message, ...(hint === undefined ? {} : { hint }) };
}

function metaSchema(dialect: Dialect): ValidateFunction {
  const known = compiled.get(dialect);
  if (known !== undefined) return known;
  const ajv = ajvInstance(dialect, { meta_schema: true });
  /** Patterns have findings of their own. */
  ajv.addFormat('regex', true);
  const validate = ajv.getSchema(META_SCHEMA_IDS[dialect]);
  if (validate === undefined) throw new Error(`ajv has no meta-schema of ${dialect}`);
  compiled.set(dialect, validate);
  return validate;
}
