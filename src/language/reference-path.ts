import type { PathSegment } from '../contracts/expression.js';
import { unquote } from './string-literal.js';

/** `.name`, `.0`, `[0]`, `["any key"]`, `['any key']`. */
const SEGMENT = /\.([\p{L}\p{N}_]+)|\[(?:(\d+)|("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'))\]/uy;
const INDEX = /^(?:0|[1-9]\d{0,14})$/;
const FORBIDDEN_NAMES: ReadonlySet<PathSegment> = new Set(['__proto__', 'constructor', 'prototype']);

/** Names that no reference, argument or output_variable may have: they reach JavaScript's prototypes. */
export function isForbiddenName(name: PathSegment): boolean {
  return FORBIDDEN_NAMES.has(name);
}

export interface ReadPath {
  path: PathSegment[];
  /** Offset behind the path. */
  end: number;
  /** Offset of the first refused name. */
  forbidden_at?: number;
}

/** Reads the path that begins at `start`, as far as it goes; it may be empty. */
export function readPath(text: string, start: number): ReadPath {
  const read: ReadPath = { path: [], end: start };
  SEGMENT.lastIndex = start;
  for (let match = SEGMENT.exec(text); match !== null; match = SEGMENT.exec(text)) {
    const segment = match[3] === undefined ? plainSegment(match[1] ?? match[2] ?? '') : unquote(match[3]);
    if (isForbiddenName(segment)) read.forbidden_at ??= read.end + 1;
    read.path.push(segment);
    read.end = SEGMENT.lastIndex;
  }
  return read;
}

/** Digits without a leading zero are an index, everything else is a name. */
function plainSegment(written: string): PathSegment {
  return INDEX.test(written) ? Number(written) : written;
}
