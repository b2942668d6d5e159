/** A map that keeps the entries used last, at most `capacity` of them. */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  /** The value under `key`, made by `create` when there is none. What `create` throws is not kept. */
  obtain(key: string, create: () => Value): Value {
    const known = this.entries.get(key);
    const value = known === undefined ? create() : known;
    this.entries.delete(key);
    this.entries.set(key, value);
    this.evict();
    return value;
  }

  private evict(): void {
    for (const key of this.entries.keys()) {
      if (this.entries.size <= this.capacity) return;
      this.entries.delete(key);
    }
  }
}
