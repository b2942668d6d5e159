import { type Document, isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import { yamlDocument } from '../yaml-document.js';
import type { WantedPlace } from './wanted-place.js';

/**
 * Fills in the places of a text that has been read as YAML. A value written as an alias is
 * where the alias is; what is inside of it is where the anchor has it.
 */
export function findYamlPlaces(text: string, wanted: WantedPlace): void {
  const document = yamlDocument(text);
  findIn(document.contents, undefined, wanted, document);
}

function findIn(node: unknown, key: number | undefined, wanted: WantedPlace, document: Document): void {
  wanted.found({ value: startOf(node) ?? key ?? 0, key });
  if (wanted.isLeaf) return;
  const held = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(held)) held.items.forEach((item, index) => findInside(item, undefined, wanted.at(String(index)), document));
  if (!isMap(held)) return;
  for (const { key: name, value } of held.items) {
    findInside(value, startOf(name), wanted.at(nameOf(name, document) ?? ''), document);
  }
}

function findInside(node: unknown, key: number | undefined, wanted: WantedPlace | undefined, document: Document): void {
  if (wanted !== undefined) findIn(node, key, wanted, document);
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** The key of an object that a key of a map becomes; undefined for a list or a map, whose text nobody points at. */
function nameOf(key: unknown, document: Document): string | undefined {
  const node = isAlias(key) ? key.resolve(document) : key;
  if (!isScalar(node)) return undefined;
  return node.value === null ? '' : String(node.value);
}
