import type { ProgressUpdate } from '../src/contracts/function.js';
import { within } from './bounded-wait.js';

export interface ProgressThrottleOptions {
  /** Delivers one update. A rejection loses that update only and goes to `onLost`. */
  send: (update: ProgressUpdate) => Promise<void>;
  onLost: (error: unknown) => void;
  /** Least time between the starts of two deliveries, in ms, so long after the throttle was made. */
  interval_ms: (elapsed_ms: number) => number;
  /** A reporter whose update has to wait longer than this, in ms, is let go at once. */
  longest_hold_ms: number;
}

interface Waiting {
  update: ProgressUpdate;
  settled: Promise<void>;
  settle: () => void;
}

/**
 * Delivers progress, one update at a time and never more often than the interval allows.
 * - The newest update wins: one that still waits is replaced by the next.
 * - A report's promise resolves when its update was sent, lost or replaced, or when it has to wait for long: it holds
 *   the function back for a moment only. It never rejects.
 * - `close` delivers what still waits; reports after it are ignored.
 */
export class ProgressThrottle {
  private waiting: Waiting | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;
  private readonly madeAt = performance.now();
  private sentAt = -Infinity;
  private closed = false;

  constructor(private readonly options: ProgressThrottleOptions) {}

  report(update: ProgressUpdate): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.waiting?.settle();
    this.waiting = awaited(update);
    const { settled, settle } = this.waiting;
    if (this.wait_ms() > this.options.longest_hold_ms) settle();
    this.schedule();
    return settled;
  }

  /** Delivers the last waiting update without its wait; gives up on deliveries that take longer than `limit_ms`. */
  async close(limit_ms: number): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    if (this.sending || this.waiting) await within(limit_ms, this.flush());
    this.waiting?.settle();
  }

  private async flush(): Promise<void> {
    await this.sending;
    await this.sendWaiting();
  }

  private schedule(): void {
    if (this.timer || this.sending) return;
    const wait_ms = this.wait_ms();
    if (wait_ms <= 0) void this.sendWaiting();
    else this.timer = setTimeout(() => void this.sendWaiting(), wait_ms);
  }

  private wait_ms(): number {
    const now = performance.now();
    return this.sentAt + this.options.interval_ms(now - this.madeAt) - now;
  }

  private sendWaiting(): Promise<void> {
    this.timer = null;
    const next = this.waiting;
    this.waiting = null;
    if (!next) return Promise.resolve();
    this.sentAt = performance.now();
    this.sending = this.deliver(next);
    return this.sending;
  }

  private async deliver({ update, settle }: Waiting): Promise<void> {
    try {
      await this.options.send(update);
    } catch (error) {
      this.options.onLost(error);
    }
    this.sending = null;
    settle();
    if (this.waiting && !this.closed) this.schedule();
  }
}

function awaited(update: ProgressUpdate): Waiting {
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { update, settled, settle };
}
