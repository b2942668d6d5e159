/** How often somebody may ask in a minute. Counted in this process. */
import { MemoryStore, type Options } from 'express-rate-limit';
import { rateLimited } from './refusal.js';

const WINDOW_MS = 60_000;

export class RateLimit {
  private readonly counts = new MemoryStore();

  /** `what`: the limit, as whoever is over it is told. */
  constructor(
    private readonly per_minute: number,
    private readonly what: string,
  ) {
    this.counts.init({ windowMs: WINDOW_MS } as Options);
  }
  /** @throws Refusal 429 when it is one too many */
  async count(who: string): Promise<void> {
    const { totalHits, resetTime } = await this.counts.increment(who);
    if (totalHits > this.per_minute) throw rateLimited(this.what, secondsUntil(resetTime));
  }
  /** @throws Refusal 429 when one more would be too many */
  async check(who: string): Promise<void> {
    const known = await this.counts.get(who);
    if (known && known.totalHits >= this.per_minute) throw rateLimited(this.what, secondsUntil(known.resetTime));
  }
  end(): void {
    this.counts.shutdown();
  }
}
const secondsUntil = (time: Date | undefined): number =>
  Math.max(1, Math.ceil(((time?.getTime() ?? 0) - Date.now()) / 1000));
