/** What can end an attempt from outside. */
export type Interruption = 'timeout' | 'cancelled';

/** The error of an attempt that ran out of time, and the reason of its abort signal. */
export class AttemptTimeout extends Error {
  override readonly name = 'TimeoutError';
  readonly type = 'timeout';
  readonly transient = true;

  constructor(timeout_seconds: number) {
    super(`Timed out after ${timeout_seconds} s`);
  }
}

export interface AttemptDeadlineOptions {
  timeout_seconds: number;
  /** Aborted when the execution is cancelled or the worker stops. */
  cancelled: AbortSignal;
}

/**
 * One signal for the two ways in which an attempt ends early. The first of them stands; `release` stops the clock.
 * A function that held the thread past its deadline has timed out too, although no timer could fire.
 */
export class AttemptDeadline {
  readonly interrupted: Promise<void>;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly endsAt: number;
  private first: Interruption | null = null;
  private announce: () => void = () => undefined;

  constructor(private readonly options: AttemptDeadlineOptions) {
    this.interrupted = new Promise((resolve) => {
      this.announce = resolve;
    });
    this.endsAt = performance.now() + options.timeout_seconds * 1000;
    this.timer = setTimeout(() => this.timeOut(), options.timeout_seconds * 1000);
    options.cancelled.addEventListener('abort', this.cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What interrupted the attempt up to now, or null. */
  interruption(): Interruption | null {
    if (this.first === null && performance.now() > this.endsAt) this.timeOut();
    return this.first;
  }

  release(): void {
    clearTimeout(this.timer);
    this.options.cancelled.removeEventListener('abort', this.cancel);
  }

  private readonly cancel = (): void => this.interrupt('cancelled', this.options.cancelled.reason);

  private timeOut(): void {
    this.interrupt('timeout', new AttemptTimeout(this.options.timeout_seconds));
  }

  private interrupt(kind: Interruption, reason: unknown): void {
    if (this.first !== null) return;
    this.first = kind;
    this.announce();
    this.controller.abort(reason);
  }
}
