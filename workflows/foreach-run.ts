/**
 * The items of one step with `foreach`: which runs next, and what the step comes to.
 *
 * Invariants:
 *  1. Items start in order, never more than `limit` at once, and each has one end.
 *  2. After one has failed for good none starts; the step ends when nothing runs any more.
 */
import type { ItemRecord, StepError, StepStatus } from '../src/contracts/execution.js';
import type { Json } from '../src/contracts/json.js';

export interface ForeachCheckpoint {
  items: ItemRecord[];
  outputs: Json[];
}
const pending = (index: number): ItemRecord => ({
  index,
  status: 'pending',
  attempts: 0,
  used_fallback: false,
  error: null,
});

function countByStatus(items: ItemRecord[]): Record<StepStatus, number> {
  const count = { pending: 0, running: 0, completed: 0, failed: 0, skipped: 0, cancelled: 0 };
  for (const { status } of items) count[status] += 1;
  return count;
}
/** Before the step runs again: what failed or was cancelled has not run. */
export function reopenItems(items: ItemRecord[]): void {
  for (const item of items) {
    if (item.status === 'failed' || item.status === 'cancelled')
      Object.assign(item, { status: 'pending', error: null });
  }
}
export class ForeachRun {
  readonly items: ItemRecord[];
  /** Offered to the schedule already. */
  offered = false;
  private readonly outputs: Json[];
  private count: Record<StepStatus, number>;
  private next = 0;

  /** `limit`: items of this step in flight at once; null for no bound of its own. */
  constructor(
    readonly list: Json[],
    private readonly limit: number | null,
    saved?: ForeachCheckpoint,
  ) {
    this.items = saved?.items ?? list.map((_, index) => pending(index));
    this.outputs = saved?.outputs ?? list.map(() => null);
    this.count = countByStatus(this.items);
  }
  get output(): Json[] {
    return [...this.outputs];
  }
  get usedFallback(): boolean {
    return this.items.some((item) => item.used_fallback);
  }
  /** Of the items, 0 to 100 with two decimals. */
  get percentDone(): number {
    const open = this.count.pending + this.count.running;
    return Math.round((10_000 * (this.items.length - open)) / this.items.length) / 100;
  }
  get mayStart(): boolean {
    return this.count.pending > 0 && this.count.failed === 0 && this.count.running < (this.limit ?? Infinity);
  }
  /** An item is on its way. */
  get runs(): boolean {
    return this.count.running > 0;
  }
  /** Nothing runs, and nothing will. */
  get isDone(): boolean {
    const { running, failed: failures, pending: open, cancelled } = this.count;
    return running === 0 && (failures > 0 || open + cancelled === 0);
  }
  /** Of the first item that failed; null when none did. */
  get error(): StepError | null {
    const failed = this.items.find((item) => item.status === 'failed');
    return failed?.error ? { ...failed.error, message: `Item ${failed.index}: ${failed.error.message}` } : null;
  }
  item(index: number): ItemRecord {
    const found = this.items[index];
    if (!found) throw new Error(`The list has no item ${index}`);
    return found;
  }
  /** The next item, which runs from now on; undefined when none may start. */
  take(): ItemRecord | undefined {
    if (!this.mayStart) return undefined;
    while (this.item(this.next).status !== 'pending') this.next += 1;
    return this.move(this.next, 'running');
  }
  completed(index: number, output: Json): void {
    this.outputs[index] = output;
    this.move(index, 'completed').error = null;
  }
  fellBack(index: number, output: Json, error: StepError): void {
    this.outputs[index] = output;
    Object.assign(this.move(index, 'completed'), { used_fallback: true, error });
  }
  skipped(index: number, error: StepError): void {
    this.move(index, 'skipped').error = error;
  }
  failed(index: number, error: StepError): void {
    this.move(index, 'failed').error = error;
  }
  cancelled(index: number): void {
    this.move(index, 'cancelled');
  }
  reopen(): void {
    reopenItems(this.items);
    this.count = countByStatus(this.items);
    this.next = 0;
    this.offered = false;
  }
  /** An item that was cancelled, though the step goes on: it has not run. */
  again(index: number): void {
    this.move(index, 'pending');
    this.next = Math.min(this.next, index);
  }
  /** The step goes on after all. */
  reopenCancelled(): void {
    for (const { index, status } of this.items) if (status === 'cancelled') this.again(index);
  }
  checkpoint(): ForeachCheckpoint {
    return { items: this.items, outputs: this.outputs };
  }
  private move(index: number, status: StepStatus): ItemRecord {
    const item = this.item(index);
    this.count[item.status] -= 1;
    this.count[status] += 1;
    item.status = status;
    return item;
  }
}
