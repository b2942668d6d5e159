/** Gathers events and hands them on together: one frame's worth at a time, and less often while many come. */
const MANY = 200;
/** Between two batches while many come, and in a tab that nobody sees and that has no frames. In ms. */
const PAUSE_MS = 150;
const HIDDEN_MS = 1_000;

export class EventBatches<Event> {
  private waiting: Event[] = [];
  private cancel: (() => void) | null = null;
  private pause = 0;

  constructor(private readonly onEvents: (events: Event[]) => void) {}

  add(event: Event): void {
    this.waiting.push(event);
    this.cancel ??= this.schedule();
  }
  flush(): void {
    this.cancel?.();
    this.cancel = null;
    const events = this.waiting;
    this.waiting = [];
    this.pause = events.length > MANY ? PAUSE_MS : 0;
    if (events.length > 0) this.onEvents(events);
  }
  /** What waits is let go of. */
  close(): void {
    this.cancel?.();
    this.waiting = [];
  }
  private schedule(): () => void {
    if (document.hidden || this.pause > 0) return after(document.hidden ? HIDDEN_MS : this.pause, () => this.flush());
    const frame = requestAnimationFrame(() => this.flush());
    return () => cancelAnimationFrame(frame);
  }
}
function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
