import { extensionSeconds, type AskExtension } from './time-extension.js';

/** What can end an attempt from outside. */
export type Interruption = 'timeout' | 'cancelled';

/** The error of an attempt that ran out of time, and the reason of its abort signal. */
export class AttemptTimeout extends Error {
  override readonly name = 'TimeoutError';
  readonly type = 'timeout';
  readonly transient = true;

  constructor(timeout_seconds: number) {
    super(`Timed out after ${Math.max(0, Math.round(timeout_seconds * 1000) / 1000)} s`);
  }
}

export interface AttemptDeadlineOptions {
  /** From now on; 0 or less when the time is up already. */
  timeout_seconds: number;
  /** Aborted when the execution is cancelled or the worker stops. */
  cancelled: AbortSignal;
  /** Left out of an attempt whose time cannot be extended. */
  extension?: AskExtension | undefined;
}

/**
 * One signal for the two ways in which an attempt ends early. The first of them stands; `release` stops the clock.
 * - When the time is up, and before anything is aborted, it asks for an extension. The deadline is then so much later than
 *   it was at first; at the new one it asks again. The same answer as before, or none within 2 s, is a time-out.
 * - A function that held the thread past its deadline has timed out too, although no timer could fire.
 */
export class AttemptDeadline {
  readonly interrupted: Promise<void>;
  private readonly controller = new AbortController();
  private readonly began = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private extended_seconds = 0;
  private ending: Promise<void> | null = null;
  private first: Interruption | null = null;
  private released = false;
  private announce: () => void = () => undefined;

  constructor(private readonly options: AttemptDeadlineOptions) {
    this.interrupted = new Promise((resolve) => {
      this.announce = resolve;
    });
    this.startTimer();
    options.cancelled.addEventListener('abort', this.cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What interrupted the attempt up to now, or null. Where the time is up it waits for the answer about an extension. */
  async interruption(): Promise<Interruption | null> {
    if (this.first === null && this.left_ms() <= 0) await Promise.race([this.end(), this.interrupted]);
    return this.first;
  }

  release(): void {
    this.released = true;
    clearTimeout(this.timer);
    this.options.cancelled.removeEventListener('abort', this.cancel);
  }

  private readonly cancel = (): void => this.interrupt('cancelled', this.options.cancelled.reason);

  private get limit_seconds(): number {
    return this.options.timeout_seconds + this.extended_seconds;
  }

  private left_ms(): number {
    return this.began + this.limit_seconds * 1000 - performance.now();
  }

  private startTimer(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.end(), Math.max(0, this.left_ms()));
  }

  private end(): Promise<void> {
    this.ending ??= this.extendOrTimeOut().finally(() => {
      this.ending = null;
    });
    return this.ending;
  }

  private async extendOrTimeOut(): Promise<void> {
    while (this.left_ms() <= 0) {
      if (this.isDone()) return;
      const seconds = this.options.extension ? await extensionSeconds(this.options.extension) : 0;
      if (this.isDone()) return;
      if (seconds <= this.extended_seconds) return this.timeOut();
      this.extended_seconds = seconds;
    }
    this.startTimer();
  }

  private isDone(): boolean {
    return this.first !== null || this.released;
  }

  private timeOut(): void {
    this.interrupt('timeout', new AttemptTimeout(this.limit_seconds));
  }

  private interrupt(kind: Interruption, reason: unknown): void {
    if (this.first !== null) return;
    this.first = kind;
    this.announce();
    this.controller.abort(reason);
  }
}
