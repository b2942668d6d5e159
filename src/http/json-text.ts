import type { Json } from '../contracts/json.js';
import { bodyRefusal } from './body-refusal.js';
import { jsonErrorOffset } from './json-error-offset.js';
import { LineIndex } from './sources/line-index.js';
import { storable } from './storable-json.js';

/** The value of a JSON text. @throws Problem 400 with the position */
export function parseJson(text: string): Json {
  return storable(parsed(text), { text, syntax: 'json' });
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const position = new LineIndex(text).positionAt(jsonErrorOffset(text));
    const place = `line ${position.line}, column ${position.column}`;
    const message = `The body is not JSON, at ${place}: ${(error as Error).message}`;
    throw bodyRefusal('malformed_json', '', message, position);
  }
}
