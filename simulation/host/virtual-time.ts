/** A clock that moves only when it is told to, and what is to happen at which time. Times in ms since its start. */
export const START = Date.parse('2026-01-01T00:00:00.000Z');

export interface Timer {
  at: number;
  order: number;
  /** Null once it is cancelled. */
  fire: (() => void) | null;
}
const isBefore = (one: Timer, other: Timer): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

export class VirtualTime {
  private clock = 0;
  private order = 0;
  /** A binary heap: the next timer first, of two at one time the one that was set first. */
  private readonly timers: Timer[] = [];

  get elapsed_ms(): number {
    return this.clock;
  }
  /** Milliseconds since the epoch. */
  get now(): number {
    return START + this.clock;
  }
  get iso(): string {
    return new Date(this.now).toISOString();
  }
  /** When the next thing happens; null when nothing will. */
  get next_ms(): number | null {
    while (this.timers[0]?.fire === null) this.pop();
    return this.timers[0]?.at ?? null;
  }
  /** Runs something when the clock stands at `ms`; at once after what is happening now when that is over. */
  at(ms: number, fire: () => void): Timer {
    const timer: Timer = { at: Math.max(ms, this.clock), order: (this.order += 1), fire };
    let child = this.timers.push(timer) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!isBefore(timer, this.timer(parent))) break;
      this.timers[child] = this.timer(parent);
      child = parent;
    }
    this.timers[child] = timer;
    return timer;
  }
  after(ms: number, fire: () => void): Timer {
    return this.at(this.clock + ms, fire);
  }
  cancel(timer: Timer): void {
    timer.fire = null;
  }
  /** Moves on to the next timer and fires it; false when there is none. */
  advance(): boolean {
    if (this.next_ms === null) return false;
    const timer = this.pop() as Timer;
    this.clock = timer.at;
    timer.fire?.();
    return true;
  }

  private pop(): Timer | undefined {
    const top = this.timers[0];
    const last = this.timers.pop();
    if (last !== undefined && this.timers.length > 0) this.sink(last);
    return top;
  }
  private sink(timer: Timer): void {
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= this.timers.length) break;
      if (child + 1 < this.timers.length && isBefore(this.timer(child + 1), this.timer(child))) child += 1;
      if (isBefore(timer, this.timer(child))) break;
      this.timers[parent] = this.timer(child);
      parent = child;
    }
    this.timers[parent] = timer;
  }
  private timer(index: number): Timer {
    return this.timers[index] as Timer;
  }
}
