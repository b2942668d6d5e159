/** What JSON allows and the platform cannot keep. */
import type { Json } from '../contracts/json.js';
import { pointerTo } from '../schema/json-pointer.js';
import { bodyRefusal } from './body-refusal.js';
import { malformed, Problem } from './problem.js';
import { type SourceText, withSources } from './sources/source-positions.js';

export const MAX_JSON_LEVELS = 64;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The value that was read from `source`. @throws Problem 400 with the place of the first value that cannot be kept */
export function storable(value: Json, source: SourceText): Json {
  try {
    refuseUnstorable(value, '', 0);
    return value;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw malformed(error.code, error.message, withSources(error.findings, source));
  }
}

function refuseUnstorable(value: Json, path: string, level: number): void {
  if (typeof value === 'string') return refuseText(value, path);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw bodyRefusal('invalid_value', path, `The number at ${path || 'the root'} is out of range`);
  if (value === null || typeof value !== 'object') return;
  if (level >= MAX_JSON_LEVELS)
    throw bodyRefusal('too_deep', path, `More than ${MAX_JSON_LEVELS} levels of JSON at ${path}`);
  if (Array.isArray(value)) return value.forEach((item, i) => refuseUnstorable(item, `${path}/${i}`, level + 1));
  for (const [key, item] of Object.entries(value)) {
    const pointer = pointerTo(path, key);
    refuseText(key, pointer);
    refuseUnstorable(item, pointer, level + 1);
  }
}

function refuseText(text: string, path: string): void {
  const place = path || 'the root';
  if (text.includes('\0')) throw bodyRefusal('invalid_value', path, `A NUL character at ${place} cannot be stored`);
  if (LONE_SURROGATE.test(text)) throw bodyRefusal('invalid_value', path, `A lone surrogate at ${place} is not text`);
}
