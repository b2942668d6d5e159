import type { Json, JsonObject } from '../src/contracts/json.js';

/** A value read as JSON, or the first place where it is none. `path` leads there from the whole value. */
export type JsonReading =
  { kind: 'json'; value: Json } | { kind: 'not_json'; path: (string | number)[]; problem: string };

const DEEPEST = 500;
const UNSTORABLE = /\0|\p{Surrogate}/u;
type Path = (string | number)[];

class NotJson extends Error {
  constructor(
    readonly path: Path,
    readonly problem: string,
  ) {
    super(problem);
  }
}

/**
 * Copies a function's output as JSON: undefined is null (and left out of objects), toJSON is honoured as by
 * JSON.stringify. Not JSON: BigInt, NaN and infinities, functions, symbols, cycles, maps and other such objects, more
 * than 500 levels, and texts that cannot be stored (NUL, lone surrogates).
 */
export function readJson(value: unknown): JsonReading {
  try {
    return { kind: 'json', value: copy(value, [], new Set()) };
  } catch (error) {
    if (error instanceof NotJson) return { kind: 'not_json', path: error.path, problem: error.problem };
    return { kind: 'not_json', path: [], problem: `cannot be read: ${String(error)}` };
  }
}

function copy(value: unknown, path: Path, above: Set<object>): Json {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'boolean':
      return value;
    case 'number':
      return finite(value, path);
    case 'string':
      return storable(value, path);
    case 'object':
      return value === null ? null : copyObject(value, path, above);
    default:
      throw new NotJson(path, `a ${typeof value} is not JSON`);
  }
}

function finite(value: number, path: Path): number {
  if (Number.isFinite(value)) return value;
  throw new NotJson(path, `${value} is not JSON`);
}

function storable(value: string, path: Path): string {
  if (!UNSTORABLE.test(value)) return value;
  throw new NotJson(path, 'a text with a NUL character or half of a surrogate pair cannot be stored');
}

function copyObject(value: object, path: Path, above: Set<object>): Json {
  if (above.has(value)) throw new NotJson(path, 'it contains itself');
  if (path.length > DEEPEST) throw new NotJson([], `more than ${DEEPEST} levels deep`);
  above.add(value);
  const result = copyMembers(value, path, above);
  above.delete(value);
  return result;
}

function copyMembers(value: object, path: Path, above: Set<object>): Json {
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return copy(value.toJSON(path.at(-1) ?? ''), path, above);
  if (Array.isArray(value)) return Array.from(value, (item, index) => copy(item, [...path, index], above));
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind !== 'Object') throw new NotJson(path, `a ${kind} is not JSON`);
  return copyEntries(value, path, above);
}

function copyEntries(value: object, path: Path, above: Set<object>): JsonObject {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [storable(key, path), copy(member, [...path, key], above)]));
}
