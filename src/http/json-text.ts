/** Reads JSON and YAML texts, and refuses what JSON allows but the platform cannot keep. */
import { type Document, parseDocument, visit } from 'yaml';
import type { Finding, Position } from '../contracts/finding.js';
import type { Json } from '../contracts/json.js';
import { jsonErrorOffset } from './json-error-offset.js';
import { malformed } from './problem.js';

export const MAX_JSON_LEVELS = 64;
export const MAX_YAML_ALIASES = 100;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n'), offset };
}
function refusal(code: Finding['code'], path: string, message: string, position?: Position) {
  return malformed(code, message, [{ code, severity: 'error', path, message, ...(position ? { position } : {}) }]);
}
const escaped = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');

function refuseText(text: string, path: string): void {
  if (text.includes('\0'))
    throw refusal('invalid_value', path, `A NUL character at ${path || 'the root'} cannot be stored`);
  if (LONE_SURROGATE.test(text))
    throw refusal('invalid_value', path, `A lone surrogate at ${path || 'the root'} is not text`);
}
/** @throws Problem 400 with the pointer of the first value that cannot be kept. */
export function refuseUnstorable(value: Json, path = '', level = 0): void {
  if (typeof value === 'string') return refuseText(value, path);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw refusal('invalid_value', path, `The number at ${path || 'the root'} is out of range`);
  }
  if (value === null || typeof value !== 'object') return;
  if (level >= MAX_JSON_LEVELS)
    throw refusal('too_deep', path, `More than ${MAX_JSON_LEVELS} levels of JSON at ${path}`);
  if (Array.isArray(value)) return value.forEach((item, i) => refuseUnstorable(item, `${path}/${i}`, level + 1));
  for (const [key, item] of Object.entries(value)) {
    const pointer = `${path}/${escaped(key)}`;
    refuseText(key, pointer);
    refuseUnstorable(item, pointer, level + 1);
  }
}
/** @throws Problem 400 with the position. */
export function parseJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    const position = positionAt(text, jsonErrorOffset(text));
    const place = `line ${position.line}, column ${position.column}`;
    throw refusal('malformed_json', '', `The body is not JSON, at ${place}: ${(error as Error).message}`, position);
  }
  refuseUnstorable(value);
  return value;
}
/** YAML 1.2 core schema; at most 100 aliases, no cycles. @throws Problem 400 with the position. */
export function parseYaml(text: string): Json {
  const document = yamlDocument(text);
  const [error] = document.errors;
  if (error) throw malformedYaml(text, error.message, error.pos[0]);
  refuseYamlCycles(document, text);
  const value = orMalformed(() => document.toJS({ maxAliasCount: MAX_YAML_ALIASES }) as Json);
  refuseUnstorable(value);
  return value;
}
const yamlDocument = (text: string) =>
  orMalformed(() => parseDocument(text, { schema: 'core', uniqueKeys: true, prettyErrors: false }));

/** An alias within the very node that it stands for. */
function refuseYamlCycles(document: Document.Parsed, text: string): void {
  visit(document, {
    Alias(_key, alias, path) {
      const target = alias.resolve(document);
      if (target && path.includes(target))
        throw malformedYaml(text, `*${alias.source} is a cycle`, alias.range?.[0] ?? 0);
    },
  });
}
function orMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
    const limits = `at most ${MAX_YAML_ALIASES} aliases and ${MAX_JSON_LEVELS} levels`;
    throw refusal('malformed_yaml', '', `The YAML cannot be read: ${reason} (${limits})`);
  }
}
function malformedYaml(text: string, reason: string, offset: number) {
  const position = positionAt(text, offset);
  const place = `line ${position.line}, column ${position.column}`;
  return refusal('malformed_yaml', '', `The body is not YAML, at ${place}: ${reason}`, position);
}
