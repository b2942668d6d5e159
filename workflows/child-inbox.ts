/** How children of this execution ended, until the steps that began them take notice. A repeated end changes nothing. */
import type { ChildEnd } from '../src/contracts/child.js';

export class ChildInbox {
  private readonly ends: Map<string, ChildEnd>;

  constructor(ends: ChildEnd[] = []) {
    this.ends = new Map(ends.map((end) => [end.execution_id, end]));
  }
  keep(end: ChildEnd): void {
    if (!this.ends.has(end.execution_id)) this.ends.set(end.execution_id, end);
  }
  get(execution_id: string): ChildEnd | undefined {
    return this.ends.get(execution_id);
  }
  forget(execution_id: string): void {
    this.ends.delete(execution_id);
  }
  checkpoint(): ChildEnd[] {
    return [...this.ends.values()];
  }
}
