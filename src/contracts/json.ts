/** Any JSON value, as documents, inputs and outputs carry it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
/** A JSON Schema (draft 7 or 2020-12): an object or a boolean. */
export type JsonSchema = JsonObject | boolean;
