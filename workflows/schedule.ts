/**
 * In which order steps whose dependencies have ended may start.
 *   eager       at once, lowest step number first
 *   level       when every step of the levels before has settled
 *   sequential  one at a time, by level, then step number
 */
import type { ExecutionMode } from '../src/contracts/document.js';
import { MinHeap } from './min-heap.js';

export interface ScheduleOptions {
  mode: ExecutionMode;
  levels: number[][];
  max_parallelism: number;
}
export class Schedule {
  private readonly ready = new MinHeap();
  private readonly levelOf = new Map<number, number>();
  private readonly unsettled: number[];
  private readonly settledSteps = new Set<number>();
  private readonly numberAtRank: number[] = [];
  private readonly rankOf = new Map<number, number>();
  /** Not offered until a step that a person recovers has ended. */
  private readonly aside = new Set<number>();
  private openLevel = 0;

  constructor(private readonly options: ScheduleOptions) {
    const byLevel = options.levels.map((level) => [...level].sort((a, b) => a - b));
    this.unsettled = byLevel.map((level) => level.length);
    byLevel.forEach((level, depth) => level.forEach((n) => this.levelOf.set(n, depth)));
    const order = options.mode === 'eager' ? byLevel.flat().sort((a, b) => a - b) : byLevel.flat();
    order.forEach((n, rank) => {
      this.numberAtRank[rank] = n;
      this.rankOf.set(n, rank);
    });
  }
  get isEmpty(): boolean {
    return this.ready.size === 0;
  }
  /** A step whose dependencies have ended waits for its turn. */
  offer(step_number: number): void {
    this.ready.push(this.rankOf.get(step_number) ?? 0);
  }
  /** Takes the next step that may start while `in_flight` others run, if there is one. */
  take(in_flight: number): number | undefined {
    const rank = this.ready.peek();
    if (rank === undefined || in_flight >= this.limit) return undefined;
    const step_number = this.numberAtRank[rank] as number;
    if (!this.mayStart(step_number)) return undefined;
    this.ready.pop();
    return step_number;
  }
  /** A step has ended, or is held behind a failed one: it no longer keeps a later level closed. True the first time. */
  settle(step_number: number): boolean {
    if (this.settledSteps.has(step_number)) return false;
    this.settledSteps.add(step_number);
    const level = this.levelOf.get(step_number) ?? 0;
    this.unsettled[level] = (this.unsettled[level] ?? 1) - 1;
    while (this.openLevel < this.unsettled.length && this.unsettled[this.openLevel] === 0) this.openLevel += 1;
    return true;
  }
  /** Keeps a step that was taken until `offerAside`. */
  setAside(step_number: number): void {
    this.aside.add(step_number);
  }
  offerAside(): void {
    for (const step_number of this.aside) this.offer(step_number);
    this.aside.clear();
  }
  private get limit(): number {
    return this.options.mode === 'sequential' ? 1 : this.options.max_parallelism;
  }
  private mayStart(step_number: number): boolean {
    return this.options.mode !== 'level' || (this.levelOf.get(step_number) ?? 0) <= this.openLevel;
  }
}
