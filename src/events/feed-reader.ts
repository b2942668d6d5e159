/** One who follows a feed at his own pace: in order, without gap or repeat, to its end. */
import type { Feed } from './feed.js';
import type { Frame } from './frame.js';
import type { FrameFilter } from './log-source.js';

/** Who falls so many events further behind than he was, and stays so for a while, is too slow and is let go. */
export const MAX_BACKLOG = 1_000;
/** Thousands of events may become known at one moment; who takes them in this time is not slow. In ms. */
const GRACE_MS = 1_000;
/** Frames given out at once. */
const BATCH = 500;

export class SlowConsumer extends Error {}

export class FeedReader {
  private position: number;
  /** The fewest events that he was behind so far: who comes late has much to catch up with. */
  private nearest = Number.POSITIVE_INFINITY;
  private readonly leaving = new AbortController();
  private change: () => void = () => undefined;
  private lateness: NodeJS.Timeout | null = null;

  constructor(
    private readonly feed: Feed,
    private readonly options: { after: number; filter: FrameFilter },
  ) {
    this.position = options.after;
  }
  /** Aborted when he has left, with the reason: who waits for his client waits no longer. */
  get signal(): AbortSignal {
    return this.leaving.signal;
  }
  /** He has the final event. */
  get isOver(): boolean {
    return this.feed.isOver(this.position);
  }
  close(): void {
    this.leave(null);
  }
  fail(reason: unknown): void {
    this.leave(reason);
  }
  /** The feed has grown. */
  wake(): void {
    if (this.isFarBehind) this.lateness ??= setTimeout(() => this.fail(new SlowConsumer()), GRACE_MS).unref();
    this.change();
  }
  /**
   * Batches in order; a batch counts as sent when the next one is asked for. Ends after the final frame or `close`.
   * @throws SlowConsumer when he fell behind, or what kept the log from being read
   */
  async *batches(): AsyncGenerator<Frame[]> {
    try {
      this.reached(this.position);
      while (!this.signal.aborted) {
        const changed = this.nextChange();
        const { frames, through } = await this.feed.after(this.position, this.options.filter);
        const before = this.position;
        yield* this.inBatches(frames);
        this.reached(through);
        if (this.feed.isOver(this.position)) return;
        if (this.behind() <= 0 || this.position === before) await changed;
      }
      if (this.signal.reason !== null) throw this.signal.reason;
    } finally {
      this.close();
    }
  }

  private *inBatches(frames: Frame[]): Generator<Frame[]> {
    for (let from = 0; from < frames.length && !this.signal.aborted; from += BATCH) {
      const batch = frames.length <= BATCH ? frames : frames.slice(from, from + BATCH);
      yield batch;
      this.reached(batch.at(-1)?.position ?? 0);
    }
  }
  private reached(position: number): void {
    if (this.signal.aborted) return;
    this.position = Math.max(this.position, position);
    this.nearest = Math.min(this.nearest, Math.max(0, this.behind()));
    if (!this.isFarBehind) this.isInTime();
  }
  private get isFarBehind(): boolean {
    return this.behind() > this.nearest + MAX_BACKLOG;
  }
  private isInTime(): void {
    if (this.lateness) clearTimeout(this.lateness);
    this.lateness = null;
  }
  private behind(): number {
    return this.feed.last - this.position;
  }
  private nextChange(): Promise<void> {
    return new Promise((resolve) => (this.change = resolve));
  }
  private leave(reason: unknown): void {
    if (this.signal.aborted) return;
    this.isInTime();
    this.leaving.abort(reason);
    this.feed.leave(this);
    this.change();
  }
}
