/** Between a source that pushes and a loop that pulls. */
export class MessageQueue<Message, End> {
  private readonly waiting: Message[] = [];
  private end: { value: End } | null = null;
  private wake: () => void = () => undefined;

  push(message: Message): void {
    this.waiting.push(message);
    this.wake();
  }
  /** After what was pushed. The first end stays. */
  finish(value: End): void {
    this.end ??= { value };
    this.wake();
  }
  /** Everything pushed, in order, and then the end. */
  async *drain(): AsyncGenerator<Message, End, void> {
    for (;;) {
      for (const message of this.waiting.splice(0)) yield message;
      if (this.waiting.length > 0) continue;
      if (this.end !== null) return this.end.value;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
