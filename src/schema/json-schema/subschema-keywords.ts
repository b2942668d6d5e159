/** Which keywords hold schemas, so that a walk tells a schema from data that looks like one. */
import type { Dialect } from './dialect.js';

interface SubschemaKeyword {
  holds: 'schema' | 'list' | 'map' | 'schema_or_list' | 'map_of_schema_or_names';
  /** The subschema is about the same value as the schema around it, so no level of the value is used up. */
  in_place?: true;
  /** Understood by this dialect alone. */
  only?: Dialect;
}

export const SUBSCHEMA_KEYWORDS: ReadonlyMap<string, SubschemaKeyword> = new Map<string, SubschemaKeyword>([
  ['$defs', { holds: 'map' }],
  ['definitions', { holds: 'map' }],
  ['properties', { holds: 'map' }],
  ['patternProperties', { holds: 'map' }],
  ['additionalProperties', { holds: 'schema' }],
  ['propertyNames', { holds: 'schema' }],
  ['unevaluatedProperties', { holds: 'schema', only: '2020-12' }],
  ['items', { holds: 'schema_or_list' }],
  ['prefixItems', { holds: 'list', only: '2020-12' }],
  ['additionalItems', { holds: 'schema', only: 'draft-07' }],
  ['unevaluatedItems', { holds: 'schema', only: '2020-12' }],
  ['contains', { holds: 'schema' }],
  ['allOf', { holds: 'list', in_place: true }],
  ['anyOf', { holds: 'list', in_place: true }],
  ['oneOf', { holds: 'list', in_place: true }],
  ['not', { holds: 'schema', in_place: true }],
  ['if', { holds: 'schema', in_place: true }],
  ['then', { holds: 'schema', in_place: true }],
  ['else', { holds: 'schema', in_place: true }],
  ['dependentSchemas', { holds: 'map', in_place: true, only: '2020-12' }],
  ['dependencies', { holds: 'map_of_schema_or_names', in_place: true }],
]);
