import type { Finding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { displayPath, pointerTo } from '../json-pointer.js';
import { nearestName } from '../nearest-name.js';
import { DOCUMENT_KIND, type ObjectKind } from './document-objects.js';

/** Keys of a document that the format does not know: information, or a warning where a known key was likely meant. */
export function unknownKeys(document: Json): Finding[] {
  const findings: Finding[] = [];
  visit(document, DOCUMENT_KIND, '', findings);
  return findings;
}

function visit(value: Json, of: ObjectKind, path: string, findings: Finding[]): void {
  if (Array.isArray(value)) value.forEach((item, index) => visit(item, of, pointerTo(path, index), findings));
  else if (typeof value === 'object' && value !== null) {
    const surplus = Object.keys(value).filter((key) => !of.keys.includes(key));
    findings.push(...surplus.map((key) => unknownKey(key, of.keys, path)));
    for (const [key, held] of of.holds) {
      if (Object.hasOwn(value, key)) visit(value[key] ?? null, held, pointerTo(path, key), findings);
    }
  }
}

/** The finding about `key` in the object at `path`, whose known keys are `known`. */
export function unknownKey(key: string, known: readonly string[], path: string): Finding {
  const at = pointerTo(path, key);
  const meant = nearestName(key, known);
  const place = displayPath(at);
  if (meant === undefined) {
    return {
      code: 'unknown_key',
      severity: 'info',
      path: at,
      message: `${place}: This key is not known and is ignored`,
    };
  }
  const message = `${place}: This key is not known and is ignored; '${meant}' was likely meant`;
  return { code: 'misspelled_key', severity: 'warning', path: at, message, hint: `Did you mean '${meant}'?` };
}
