/**
 * The times of one attempt. The wall clock is read once, at the start; what comes after is that time plus what a clock
 * that never jumps has counted since, so no time lies before the start and differences are true durations.
 */
export class AttemptClock {
  private readonly startedMs = Date.now();
  private readonly began = performance.now();

  /** ISO 8601 with milliseconds. */
  get started_at(): string {
    return new Date(this.startedMs).toISOString();
  }

  /** ISO 8601 with milliseconds. */
  now(): string {
    return new Date(this.startedMs + performance.now() - this.began).toISOString();
  }
}
