/** Where a reader stands in a stream, and what a message is to him. */
import { isFinalEvent } from '../contracts/events.js';
import type { StreamMessage } from './event-stream.js';

/** `next` continues the stream, `known` was there before, and before one that is a `gap` something is missing. */
export type MessagePlace = 'next' | 'known' | 'gap';
export interface StreamPosition {
  /** For `?after=`; null for from now on. */
  readonly after: string | null;
  /** Nothing follows. */
  readonly final: boolean;
  /** Takes the message, unless it is `known` or a `gap`. */
  take(message: StreamMessage): MessagePlace;
}
/** In the log of one execution: seq counts from 1, without gaps. */
export class LogPosition implements StreamPosition {
  final = false;

  constructor(public seq: number) {}

  get after(): string {
    return String(this.seq);
  }
  take(message: StreamMessage): MessagePlace {
    if (message.seq <= this.seq) return 'known';
    if (message.seq > this.seq + 1) return 'gap';
    this.seq = message.seq;
    this.final = isFinalEvent(message);
    return 'next';
  }
}
/** Executions whose last seq is remembered. */
const REMEMBERED = 10_000;

/** In the stream of all executions: the cursor resumes, and each execution's own seq tells a repeat. */
export class FeedPosition implements StreamPosition {
  readonly final = false;
  private readonly seqs = new Map<string, number>();

  constructor(public after: string | null) {}

  take({ execution_id, seq, cursor }: StreamMessage): MessagePlace {
    const known = seq <= (this.seqs.get(execution_id) ?? 0);
    this.after = cursor ?? this.after;
    if (known) return 'known';
    this.remember(execution_id, seq);
    return 'next';
  }
  private remember(execution_id: string, seq: number): void {
    this.seqs.delete(execution_id);
    this.seqs.set(execution_id, seq);
    const [oldest] = this.seqs.keys();
    if (this.seqs.size > REMEMBERED && oldest !== undefined) this.seqs.delete(oldest);
  }
}
