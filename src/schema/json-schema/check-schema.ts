/** Whether something is a JSON Schema that may be used: valid, self-contained, and safe to run on any value. */
import type { FindingCode } from '../../contracts/finding-codes.js';
import type { Finding } from '../../contracts/finding.js';
import type { Json, JsonSchema } from '../../contracts/json.js';
import { displayPath, pointerTo } from '../json-pointer.js';
import { dialectNamed, dialectOf, type Dialect } from './dialect.js';
import { linearPattern, PatternError } from './linear-pattern.js';
import { metaSchemaFindings } from './meta-schema.js';
import { shortened, typeName } from './quoted-value.js';
import { MAX_CHAIN, referenceProblems } from './reference-chain.js';
import { schemaFunction } from './schema-function.js';
import { indexSchema, references, resolveReference, type SchemaIndex } from './schema-index.js';
import { isObject, type SchemaPlace } from './schema-place.js';
import { deeperThan, MAX_DEPTH } from './value-depth.js';

/** Keywords after which only a compilation tells whether every reference finds its schema. */
const NAMING_KEYWORDS = ['$ref', '$dynamicRef', '$id', '$anchor', '$dynamicAnchor', 'nullable'];

/**
 * Everything that is wrong with `schema`, all at once; empty when `compileSchema` will take it. `path` is the JSON
 * Pointer of the schema in the document, with which every finding's path begins.
 * Codes: invalid_json_schema, unsafe_pattern, invalid_pattern, remote_reference, forbidden_name, too_deep.
 */
export function checkSchema(schema: Json, path: string): Finding[] {
  if (typeof schema === 'boolean') return [];
  if (!isObject(schema)) return [finding('invalid_json_schema', path, `Expected object, got ${typeName(schema)}`)];
  const deep = deeperThan(schema, MAX_DEPTH);
  if (deep !== null) return [finding('too_deep', path, `Nested deeper than ${MAX_DEPTH} levels`)];
  const dialect = dialectOf(schema);
  if (dialect === null) return [unknownDialect(schema.$schema ?? null, pointerTo(path, '$schema'))];
  return checkObject(schema, dialect, path);
}

function checkObject(schema: Exclude<JsonSchema, boolean>, dialect: Dialect, path: string): Finding[] {
  const forbidden = forbiddenKeys(schema, path);
  const misshapen = metaSchemaFindings(schema, dialect, path);
  const index = indexSchema(schema, dialect);
  const local = [...index.places.values()].flatMap((place) => placeFindings(index, place, path));
  const chains = chainFindings(index, path);
  const findings = [...forbidden, ...misshapen, ...local, ...chains];
  return findings.length === 0 && usesNames(index) ? compilationFindings(schema, index, path) : findings;
}

function finding(code: FindingCode, path: string, text: string): Finding {
  const place = displayPath(path);
  return { code, severity: 'error', path, message: `${place === '' ? 'schema' : place}: ${text}` };
}

function unknownDialect(name: Json, path: string): Finding {
  const text = typeof name === 'string' ? `'${shortened(name)}'` : typeName(name);
  return {
    ...finding('invalid_json_schema', path, `${text} is not a known version of JSON Schema`),
    hint: 'Draft 7 (http://json-schema.org/draft-07/schema#) and 2020-12 (https://json-schema.org/draft/2020-12/schema) are known',
  };
}

/** A property `__proto__` cannot be checked, and in a default it would be no property at all. */
function forbiddenKeys(value: Json, path: string): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const here = pointerTo(path, key);
    const inside = forbiddenKeys(member, here);
    return key === '__proto__' ? [finding('forbidden_name', here, 'This name is refused'), ...inside] : inside;
  });
}

function placeFindings(index: SchemaIndex, place: SchemaPlace, path: string): Finding[] {
  return [
    ...patternFindings(place, path),
    ...referenceFindings(index, place, path),
    ...dialectFindings(index, place, path),
  ];
}

function patternFindings({ schema, pointer }: SchemaPlace, path: string): Finding[] {
  const here = `${path}${pointer}`;
  const single: [string, Json | undefined][] = [[pointerTo(here, 'pattern'), schema.pattern]];
  const keys = isObject(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
  const named = keys.map((key): [string, string] => [pointerTo(here, 'patternProperties', key), key]);
  return [...single, ...named].flatMap(([at, pattern]) =>
    typeof pattern === 'string' ? checkPattern(pattern, at) : [],
  );
}

function checkPattern(pattern: string, path: string): Finding[] {
  try {
    linearPattern(pattern);
    return [];
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const verdict = error.code === 'unsafe_pattern' ? 'is not a safe pattern' : 'is not a valid pattern';
    return [finding(error.code, path, `'${shortened(pattern)}' ${verdict}: ${error.message}`)];
  }
}

function referenceFindings(index: SchemaIndex, place: SchemaPlace, path: string): Finding[] {
  return references(place, index.dialect).flatMap(({ keyword, reference }) => {
    const at = pointerTo(`${path}${place.pointer}`, keyword);
    const { kind } = resolveReference(index, place, reference);
    const text = `'${shortened(reference)}'`;
    if (kind === 'remote') return [finding('remote_reference', at, `${text} leaves the schema`)];
    return kind === 'nowhere' ? [finding('invalid_json_schema', at, `${text} leads to no schema`)] : [];
  });
}

function dialectFindings(index: SchemaIndex, { schema, pointer }: SchemaPlace, path: string): Finding[] {
  const findings: Finding[] = [];
  if (Object.hasOwn(schema, '$schema') && dialectNamed(schema.$schema) !== index.dialect) {
    findings.push(unknownDialect(schema.$schema ?? null, pointerTo(`${path}${pointer}`, '$schema')));
  }
  if (Object.hasOwn(schema, '$async')) {
    const at = pointerTo(`${path}${pointer}`, '$async');
    findings.push(finding('invalid_json_schema', at, 'Asynchronous schemas are not allowed'));
  }
  return findings;
}

function chainFindings(index: SchemaIndex, path: string): Finding[] {
  const { endless, distant } = referenceProblems(index);
  return [
    ...endless.map((at) =>
      finding('invalid_json_schema', `${path}${at}`, 'Leads back to itself without going deeper into the value'),
    ),
    ...distant.map((at) => finding('too_deep', `${path}${at}`, `More than ${MAX_CHAIN} references in a row`)),
  ];
}

function usesNames(index: SchemaIndex): boolean {
  return [...index.places.values()].some(({ schema }) =>
    NAMING_KEYWORDS.some((keyword) => Object.hasOwn(schema, keyword)),
  );
}

function compilationFindings(schema: JsonSchema, index: SchemaIndex, path: string): Finding[] {
  try {
    schemaFunction(schema, index.dialect);
    return [];
  } catch (error) {
    if (error instanceof RangeError) return [finding('too_deep', path, 'References lead too deep')];
    return [finding('invalid_json_schema', path, error instanceof Error ? error.message : String(error))];
  }
}
