/** Delays between tries that get longer: exponential, half of it random. In ms. */
export interface BackoffTimes {
  first_ms: number;
  max_ms: number;
}
export const BACKOFF: BackoffTimes = { first_ms: 250, max_ms: 10_000 };

export class Backoff {
  private tries = 0;

  constructor(private readonly times: BackoffTimes = BACKOFF) {}

  /** The next one: 50 to 100 % of `first_ms * 2^tries`, and of `max_ms` at most. */
  next(): number {
    const full = Math.min(this.times.max_ms, this.times.first_ms * 2 ** this.tries);
    this.tries += 1;
    return Math.round(full * (0.5 + Math.random() / 2));
  }
  reset(): void {
    this.tries = 0;
  }
}
