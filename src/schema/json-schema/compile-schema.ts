/** JSON Schemas made into validators, each content once. */
import { createHash } from 'node:crypto';
import type { Finding, InputFinding } from '../../contracts/finding.js';
import type { Json, JsonSchema } from '../../contracts/json.js';
import { BoundedCache } from '../bounded-cache.js';
import { displayPath, pointerTo } from '../json-pointer.js';
import { checkSchema } from './check-schema.js';
import { dialectOf } from './dialect.js';
import { MAX_ERRORS } from './error-limit.js';
import { canonicalText } from './json-equality.js';
import { keywordMessage } from './keyword-messages.js';
import { defaultFiller, type DefaultFiller } from './schema-defaults.js';
import { placedMessage, schemaFindings } from './schema-findings.js';
import { schemaFunction, type SchemaFunction, type SchemaOutcome } from './schema-function.js';
import { indexSchema } from './schema-index.js';
import { isObject } from './schema-place.js';
import { secretPlaces } from './secret-places.js';
import { copyOf } from './value-copy.js';
import { deeperThan, MAX_DEPTH } from './value-depth.js';

const CACHED_SCHEMAS = 500;

/** What a violation means to the caller. */
export type ValueCode = 'input_invalid' | 'output_invalid' | 'request_invalid' | 'schema_violation';

export interface SchemaValidator {
  /**
   * Checks `value`, which stays as it is: the `value` returned has the schema's defaults filled in. `code` (default
   * input_invalid) is what the findings carry; paths are relative to `value`. All findings at once, up to 1,000; a
   * value of more than 200 levels has the one finding `too_deep`. `secrets` are the pointers of the values under a
   * schema with `"x-secret": true`.
   */
  validate(value: Json, code?: ValueCode): Validated;
}
export interface Validated {
  value: Json;
  findings: InputFinding[];
  secrets: string[];
}

/** A schema was compiled that `checkSchema` refuses. */
export class InvalidSchemaError extends Error {
  constructor(readonly findings: Finding[]) {
    super(findings[0]?.message ?? 'schema: not valid');
  }
}

interface CompiledSchema {
  run: SchemaFunction['run'];
  /** Null for a schema without defaults, whose values need no copy. */
  fill: DefaultFiller | null;
}

const validators = new BoundedCache<SchemaValidator>(CACHED_SCHEMAS);

/** The validator of `schema`, kept by content. Throws InvalidSchemaError where `checkSchema` has findings. */
export function compileSchema(schema: JsonSchema): SchemaValidator {
  if (deeperThan(schema, MAX_DEPTH) !== null) throw new InvalidSchemaError(checkSchema(schema, ''));
  const hash = createHash('sha256').update(canonicalText(schema)).digest('base64');
  return validators.obtain(hash, () => createValidator(copyOf(schema) as JsonSchema));
}

function createValidator(schema: JsonSchema): SchemaValidator {
  const findings = checkSchema(schema, '');
  const dialect = dialectOf(schema);
  if (findings.length > 0 || dialect === null) throw new InvalidSchemaError(findings);
  const { run, fits } = schemaFunction(schema, dialect);
  const fill = isObject(schema) ? defaultFiller(indexSchema(schema, dialect), fits) : null;
  return { validate: (value, code = 'input_invalid') => validate({ run, fill }, value, code) };
}

function validate(schema: CompiledSchema, value: Json, code: ValueCode): Validated {
  const deep = deeperThan(value, MAX_DEPTH);
  if (deep !== null) return { value, findings: [boundFinding('depth', deep.slice(0, 1), value, code)], secrets: [] };
  try {
    const filled = withDefaults(schema, value);
    const outcome = schema.run(filled);
    return { value: filled, findings: outcomeFindings(outcome, filled, code), secrets: outcome.secrets };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { value, findings: [boundFinding('depth', [], value, code)], secrets: [] };
  }
}

function withDefaults({ fill }: CompiledSchema, value: Json): Json {
  if (fill === null) return value;
  const filled = copyOf(value);
  fill(filled);
  return filled;
}

function outcomeFindings(outcome: SchemaOutcome, value: Json, code: ValueCode): InputFinding[] {
  const findings = schemaFindings(outcome.errors, { code, value, secrets: secretPlaces(outcome.secrets) });
  return outcome.truncated ? [...findings, boundFinding('limit', [], value, code)] : findings;
}

/** A bound of the check itself was reached: `depth` in levels, `limit` in findings. */
function boundFinding(keyword: 'depth' | 'limit', segments: string[], value: Json, code: ValueCode): InputFinding {
  const path = pointerTo('', ...segments);
  const display_path = displayPath(path, value);
  const text = keywordMessage(keyword, () => String(keyword === 'depth' ? MAX_DEPTH : MAX_ERRORS));
  const message = placedMessage(display_path, text, code);
  return { code: keyword === 'depth' ? 'too_deep' : code, severity: 'error', path, message, display_path, keyword };
}
