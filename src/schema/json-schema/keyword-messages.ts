/**
 * What is said when a keyword is violated, for every keyword of draft 7 and 2020-12 that reports anything itself. The
 * place stands before it: `columns[0].load: This field is required`. docs/reference/schema-messages.md is held to this
 * table by a test. Keywords that are not here (properties, allOf, $ref, …) report through the schemas inside them.
 */
export const KEYWORD_MESSAGES = {
  type: 'Expected {type}, got {actual}',
  enum: '{value} is not one of {allowed}',
  const: '{value} is not {constant}',
  required: 'This field is required',
  dependentRequired: 'This field is required when {property} is present',
  dependencies: 'This field is required when {property} is present',
  additionalProperties: 'This field is not allowed',
  unevaluatedProperties: 'This field is not allowed',
  propertyNames: 'This name is not allowed',
  minProperties: 'Number of fields {size} is below minimum of {limit}',
  maxProperties: 'Number of fields {size} exceeds maximum of {limit}',
  maximum: '{value} exceeds maximum of {limit}',
  minimum: '{value} is below minimum of {limit}',
  exclusiveMaximum: '{value} is not less than exclusive maximum of {limit}',
  exclusiveMinimum: '{value} is not greater than exclusive minimum of {limit}',
  multipleOf: '{value} is not a multiple of {multipleOf}',
  minLength: 'Length {size} is below minimum of {limit}',
  maxLength: 'Length {size} exceeds maximum of {limit}',
  pattern: "{value} does not match pattern '{pattern}'",
  format: "{value} does not have format '{format}'",
  minItems: 'Number of items {size} is below minimum of {limit}',
  maxItems: 'Number of items {size} exceeds maximum of {limit}',
  items: 'Number of items {size} exceeds maximum of {limit}',
  additionalItems: 'Number of items {size} exceeds maximum of {limit}',
  unevaluatedItems: 'Number of items {size} exceeds maximum of {limit}',
  uniqueItems: 'Items {i} and {j} are equal',
  contains: 'Number of matching items is not {bounds}',
  anyOf: 'Does not have any of the {forms} allowed forms',
  oneOf: 'Does not have exactly one of the {forms} allowed forms',
  not: 'This value is not allowed',
  false: 'No value is allowed here',
  depth: 'Nested deeper than {limit} levels',
  limit: 'More than {limit} findings; the others are not listed',
} as const;

export type ReportingKeyword = keyof typeof KEYWORD_MESSAGES;

/** The template of `keyword` with its parameters filled in. */
export function keywordMessage(keyword: ReportingKeyword, parameter: (name: string) => string): string {
  return KEYWORD_MESSAGES[keyword].replace(/\{(\w+)\}/g, (_, name: string) => parameter(name));
}
