import { isFinalEvent, type ExecutionEvent } from '../contracts/events.js';
import { textFrame } from './websocket-frame.js';

/** An event at its place in a stream, and as text, which is written once for all who get it. */
export class Frame {
  private written: string | null = null;
  private asMessage: Buffer | null = null;
  private asSentEvent: Buffer | null = null;

  /**
   * @param position where it stands in its stream: the seq in that of one execution, the cursor in that of all
   * @param event what is sent of it
   * @param deliverable_type what the stream of all can be narrowed down to; null in that of one execution
   */
  constructor(
    readonly position: number,
    private readonly event: ExecutionEvent & { cursor?: string },
    readonly deliverable_type: string | null = null,
  ) {}
  get text(): string {
    return (this.written ??= JSON.stringify(this.event));
  }
  /** As a WebSocket message. */
  get message(): Buffer {
    return (this.asMessage ??= textFrame(this.text));
  }
  /** As a server-sent event. */
  get sentEvent(): Buffer {
    return (this.asSentEvent ??= Buffer.from(`id: ${this.position}\ndata: ${this.text}\n\n`));
  }
  /** Nothing follows in its stream; that of all executions has no end. */
  get isFinal(): boolean {
    return this.event.cursor === undefined && isFinalEvent(this.event);
  }
}
