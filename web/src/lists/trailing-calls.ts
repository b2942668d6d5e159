/** Many reasons to do something become few calls: each some time after its reason, and none too soon after the last. */
export class TrailingCalls {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last = -Infinity;

  /** @param delays in ms */
  constructor(
    private readonly call: () => void,
    private readonly delays: { after: number; between: number },
  ) {}

  ask(): void {
    const since_last = Date.now() - this.last;
    const wait = Math.max(this.delays.after, this.delays.between - since_last);
    this.timer ??= setTimeout(() => this.run(), wait);
  }
  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
  private run(): void {
    this.timer = null;
    this.last = Date.now();
    this.call();
  }
}
