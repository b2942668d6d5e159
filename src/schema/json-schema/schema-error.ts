import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '../../contracts/json.js';
import { pointerTo } from '../json-pointer.js';

/** An error as ajv reports it with the option `verbose`. */
export interface SchemaError extends ErrorObject {
  /** The key that `propertyNames` is about, where this error is about a key and not about a value. */
  propertyName?: string;
}

/** The JSON Pointer of what an error is about: for a missing, surplus or misnamed property that of the property. */
export function placeOf(error: SchemaError): string {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params as Partial<Record<string, string>>;
  const property = missingProperty ?? additionalProperty ?? unevaluatedProperty ?? error.propertyName;
  return property === undefined ? error.instancePath : pointerTo(error.instancePath, property);
}

/** The value that an error is about: for `propertyNames` the key. */
export function valueOf(error: SchemaError): Json {
  return error.propertyName ?? (error.data as Json);
}

/** The schema object whose keyword was violated. */
export function schemaOf(error: SchemaError): JsonObject {
  return (error.parentSchema ?? {}) as JsonObject;
}
