import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';

/** Most aliases, together with those inside of what they stand for. */
export const MAX_YAML_ALIASES = 100;

/** A node that is well formed and is not read all the same. */
export class RefusedNode extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/**
 * Keys are unique, aliases are few, known, and never within the very node that they stand for. Linear in the document,
 * where the package itself compares all keys with each other and looks through the document for each alias.
 * @returns whether there are aliases
 * @throws RefusedNode
 */
export function checkNodes(document: Document): boolean {
  return new NodeCheck().check(document.contents) > 0;
}

class NodeCheck {
  private aliases = 0;
  /** The last node with each anchor so far. */
  private readonly anchored = new Map<string, unknown>();
  /** How many aliases are inside of the collections that have ended. */
  private readonly inside = new Map<unknown, number>();
  private readonly open = new Set<unknown>();

  /** The number of aliases so far. */
  check(node: unknown): number {
    if (isAlias(node)) return this.checkAlias(node);
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor !== undefined) this.anchored.set(anchor, node);
    if (isMap(node)) this.checkCollection(node, () => this.checkPairs(node));
    if (isSeq(node)) this.checkCollection(node, () => node.items.forEach((item) => this.check(item)));
    return this.aliases;
  }

  private checkCollection(node: unknown, checkItems: () => void): void {
    const before = this.aliases;
    this.open.add(node);
    checkItems();
    this.open.delete(node);
    this.inside.set(node, this.aliases - before);
  }

  private checkPairs(map: YAMLMap): void {
    const names = new Set<string>();
    for (const { key, value } of map.items) {
      const name = this.nameOf(key);
      if (name !== undefined && names.has(name))
        throw new RefusedNode(`the key '${name}' is there twice`, offsetOf(key));
      if (name !== undefined) names.add(name);
      this.check(key);
      this.check(value);
    }
  }

  /** The key of an object that a key becomes; 1 and '1' are one. */
  private nameOf(key: unknown): string | undefined {
    const node = isAlias(key) ? this.anchored.get(key.source) : key;
    if (!isScalar(node)) return undefined;
    return node.value === null ? '' : String(node.value);
  }

  private checkAlias(alias: Alias): number {
    const target = this.anchored.get(alias.source);
    if (target === undefined) throw new RefusedNode(`*${alias.source} has no anchor before it`, offsetOf(alias));
    if (this.open.has(target)) throw new RefusedNode(`*${alias.source} is a cycle`, offsetOf(alias));
    this.aliases += 1 + (this.inside.get(target) ?? 0);
    if (this.aliases <= MAX_YAML_ALIASES) return this.aliases;
    throw new RefusedNode(
      `more than ${MAX_YAML_ALIASES} aliases, those inside of aliases counted too`,
      offsetOf(alias),
    );
  }
}

const offsetOf = (node: unknown): number => (node as { range?: [number, number, number] | null }).range?.[0] ?? 0;
