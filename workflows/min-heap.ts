/** A binary min-heap of numbers: push and pop in O(log n). */
export class MinHeap {
  private readonly items: number[] = [];

  get size(): number {
    return this.items.length;
  }
  peek(): number | undefined {
    return this.items[0];
  }
  push(value: number): void {
    let child = this.items.push(value) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.at(parent) <= value) break;
      this.items[child] = this.at(parent);
      child = parent;
    }
    this.items[child] = value;
  }
  pop(): number | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) this.sink(last);
    return top;
  }
  private sink(value: number): void {
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= this.items.length) break;
      if (child + 1 < this.items.length && this.at(child + 1) < this.at(child)) child += 1;
      if (this.at(child) >= value) break;
      this.items[parent] = this.at(child);
      parent = child;
    }
    this.items[parent] = value;
  }
  private at(index: number): number {
    return this.items[index] as number;
  }
}
