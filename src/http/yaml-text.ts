import { type Document, YAMLError } from 'yaml';
import type { Json } from '../contracts/json.js';
import { bodyRefusal } from './body-refusal.js';
import { Problem } from './problem.js';
import { LineIndex } from './sources/line-index.js';
import { MAX_JSON_LEVELS, storable } from './storable-json.js';
import { yamlDocument, YamlTooDeep } from './yaml-document.js';
import { checkNodes, RefusedNode } from './yaml-nodes.js';

/** Most characters of a value with aliases, written out; the bound of a body. */
const MAX_EXPANDED = 16 * 1024 * 1024;

/** The value of a YAML 1.2 text by the core schema: at most 100 aliases, no cycles. @throws Problem 400 with the position */
export function parseYaml(text: string): Json {
  const { document, has_aliases } = checkedDocument(text);
  const value = document.toJS({ maxAliasCount: -1 }) as Json;
  if (has_aliases && isLongerThan(MAX_EXPANDED, value))
    throw new Problem(413, 'body_too_large', 'What the aliases of the YAML stand for is over the limit of 16 MB');
  return storable(value, { text, syntax: 'yaml' });
}

function checkedDocument(text: string): { document: Document.Parsed; has_aliases: boolean } {
  try {
    const document = yamlDocument(text);
    return { document, has_aliases: checkNodes(document) };
  } catch (error) {
    if (error instanceof YAMLError) throw refusalAt(text, error.pos[0], 'malformed_yaml', error.message);
    if (error instanceof RefusedNode) throw refusalAt(text, error.offset, 'malformed_yaml', error.message);
    if (!(error instanceof YamlTooDeep)) throw error;
    throw refusalAt(text, error.offset, 'too_deep', `more than ${MAX_JSON_LEVELS} levels`);
  }
}

function refusalAt(text: string, offset: number, code: 'malformed_yaml' | 'too_deep', reason: string): Problem {
  const position = new LineIndex(text).positionAt(offset);
  const place = `line ${position.line}, column ${position.column}`;
  return bodyRefusal(code, '', `The YAML cannot be read, at ${place}: ${reason}`, position);
}

/** Whether a value, written out as JSON, has more than `limit` characters. It stops there, however often parts repeat. */
function isLongerThan(limit: number, value: Json): boolean {
  const waiting: Json[] = [value];
  let length = 0;
  for (let next = waiting.pop(); next !== undefined && length <= limit; next = waiting.pop()) {
    length += typeof next === 'string' ? next.length + 2 : 2;
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, member] of Object.entries(next)) {
      length += key.length;
      waiting.push(member);
    }
  }
  return length > limit;
}
