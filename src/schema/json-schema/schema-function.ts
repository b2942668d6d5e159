import type { AnySchemaObject, ValidateFunction } from 'ajv';
import type { Json, JsonSchema } from '../../contracts/json.js';
import { ajvInstance, type AjvInstance } from './ajv-instance.js';
import type { Dialect } from './dialect.js';
import { TooManyErrors } from './error-limit.js';
import type { SchemaTest } from './schema-defaults.js';
import type { SchemaError } from './schema-error.js';
import { indexSchema, references } from './schema-index.js';
import { isObject } from './schema-place.js';

/** What one run of a schema over a value found. */
export interface SchemaOutcome {
  errors: SchemaError[];
  /** There were more errors than are looked for. */
  truncated: boolean;
  /** Pointers of the values under a schema with `"x-secret": true`. */
  secrets: string[];
}

/** A schema as functions. They leave the value as it is. */
export interface SchemaFunction {
  run(value: Json): SchemaOutcome;
  fits: SchemaTest;
}

/** Compiles a schema that `checkSchema` found nothing wrong with. Throws ajv's error on another one. */
export function schemaFunction(schema: JsonSchema, dialect: Dialect): SchemaFunction {
  let secrets: string[] = [];
  const note = (pointer: string): void => void secrets.push(pointer);
  const validate = compiled(schema, dialect, note);
  const first_error = once(() => compiled(schema, dialect, note, true));
  const is_partial_list_sure = !usesReferences(schema, dialect);
  const fits = schemaTest(schema, dialect);
  return {
    run: (value) => {
      secrets = [];
      return { ...collect({ validate, first_error, is_partial_list_sure }, value), secrets };
    },
    fits,
  };
}

function compiled(schema: JsonSchema, dialect: Dialect, secret: (pointer: string) => void, first_error = false) {
  const ajv = ajvInstance(dialect, { first_error });
  ajv.addKeyword({
    keyword: 'x-secret',
    errors: false,
    validate: (is_secret: unknown, _value: unknown, _schema?: AnySchemaObject, place?: { instancePath: string }) => {
      if (is_secret === true && place !== undefined) secret(place.instancePath);
      return true;
    },
  });
  return ajv.compile(schema);
}

interface Collector {
  validate: ValidateFunction;
  first_error: () => ValidateFunction;
  is_partial_list_sure: boolean;
}

/**
 * All errors, or a part of them where there are too many. Inside a $ref a run that was stopped does not know whether an
 * anyOf around it would have forgiven the errors, so there the run to the first error decides.
 */
function collect(
  { validate, first_error, is_partial_list_sure }: Collector,
  value: Json,
): Omit<SchemaOutcome, 'secrets'> {
  try {
    return { errors: validate(value) ? [] : [...(validate.errors ?? [])], truncated: false };
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
    if (is_partial_list_sure) return { errors: error.errors, truncated: true };
    const decide = first_error();
    return decide(value) ? { errors: [], truncated: false } : { errors: [...(decide.errors ?? [])], truncated: true };
  }
}

function usesReferences(schema: JsonSchema, dialect: Dialect): boolean {
  if (!isObject(schema)) return false;
  return [...indexSchema(schema, dialect).places.values()].some((place) => references(place, dialect).length > 0);
}

/** Tests of the schemas inside a schema, each compiled when it is first asked for. */
function schemaTest(schema: JsonSchema, dialect: Dialect): SchemaTest {
  const root = once((): AjvInstance => {
    const ajv = ajvInstance(dialect, { first_error: true });
    ajv.addKeyword('x-secret');
    ajv.addSchema(schema, ROOT);
    return ajv;
  });
  const tests = new Map<string, ValidateFunction>();
  return (pointer, value) => {
    const test = tests.get(pointer) ?? root().compile({ $ref: `${ROOT}#${encodeURI(pointer)}` });
    tests.set(pointer, test);
    return test(value);
  };
}

const ROOT = 'schema://root';

function once<Value>(create: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: create() }).value;
}
