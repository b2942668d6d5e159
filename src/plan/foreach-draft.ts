import type { JsonObject } from '../contracts/json.js';
import { parseReference, type ReferenceError } from '../language/parse-reference.js';
import type { ReferenceBinding } from './binding-references.js';
import { isObject, textIn } from './json-reading.js';
import { boundReference } from './reference-binding.js';
import type { ReferenceReading } from './reference-reading.js';

/** A step's foreach as far as it can be read. */
export interface ForeachDraft {
  /** JSON Pointer of the text that names the list. */
  path: string;
  /** What that text parses to; null where it is not one reference. */
  items: ReferenceBinding | null;
  /** Why it is none; null as well where there is no text, which has its finding from the shape check. */
  error: (ReferenceError & { text: string }) | null;
}

/** Null for a step without foreach. `path` is the JSON Pointer of foreach. */
export function foreachDraft({ foreach }: JsonObject, path: string, reading: ReferenceReading): ForeachDraft | null {
  if (foreach === undefined || foreach === null) return null;
  return isObject(foreach)
    ? listDraft(textIn(foreach.items), `${path}/items`, reading)
    : listDraft(textIn(foreach), path, reading);
}

function listDraft(text: string | undefined, path: string, reading: ReferenceReading): ForeachDraft {
  if (text === undefined) return { path, items: null, error: null };
  const parsed = parseReference(text);
  if (!parsed.ok) return { path, items: null, error: { ...parsed.error, text } };
  return { path, items: boundReference(parsed.reference, reading), error: null };
}
