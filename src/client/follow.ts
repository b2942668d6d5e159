/**
 * A stream that survives its connections: it goes on after the last message, without repeat or gap.
 *
 * - It ends when nothing follows, when the signal is aborted, or when the loop over it is left.
 * - It throws ProblemError when the server refuses, such as 401, 403 and 404; everything else it tries again, and not
 *   before the time that the server asks it to wait.
 */
import { Backoff, type BackoffTimes } from './backoff.js';
import {
  type EventTransport,
  STREAM_TIMES,
  type StreamEnd,
  type StreamMessage,
  type StreamTimes,
} from './event-stream.js';
import { pause } from './pause.js';
import type { StreamPosition } from './stream-position.js';

export type FollowState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'waiting'; retry_in_ms: number; reason: string }
  | { kind: 'ended' };
export interface FollowOptions {
  signal?: AbortSignal | undefined;
  /** Told of every change. */
  on_state?: ((state: FollowState) => void) | undefined;
  times?: Partial<StreamTimes & BackoffTimes> | undefined;
}
export interface FollowSource {
  transport: EventTransport;
  /** With its query, but for `after`. */
  path: (after: string | null) => string;
  position: StreamPosition;
  /** Asks whether anything follows, when an answer ended without saying so. */
  isOver: () => Promise<boolean>;
}
const GAP: StreamEnd = { kind: 'broken', reason: 'something was missing' };

export async function* follow(source: FollowSource, options: FollowOptions = {}): AsyncGenerator<StreamMessage, void> {
  const run = new Follow(source, options);
  try {
    while (!run.ended) yield* run.connect();
  } finally {
    run.close();
  }
}
class Follow {
  ended = false;
  private readonly leaving = new AbortController();
  private readonly backoff;

  constructor(
    private readonly source: FollowSource,
    private readonly options: FollowOptions,
  ) {
    const { first_ms = 250, max_ms = 10_000 } = options.times ?? {};
    this.backoff = new Backoff({ first_ms, max_ms });
    options.signal?.addEventListener('abort', this.leave, { once: true });
    if (options.signal?.aborted) this.leave();
    this.ended = this.leaving.signal.aborted;
  }
  /** One connection, and the wait before the next one where there is to be one. */
  async *connect(): AsyncGenerator<StreamMessage, void> {
    this.tell({ kind: 'connecting' });
    const { signal } = this.leaving;
    const end = yield* this.messages();
    if (end.kind === 'refused' && !signal.aborted) throw end.problem;
    this.ended = signal.aborted || this.source.position.final || end.kind === 'over' || (await this.wasOver(end));
    if (!this.ended) await this.wait(end);
    this.ended ||= signal.aborted;
  }
  close(): void {
    this.leave();
    this.options.signal?.removeEventListener('abort', this.leave);
    this.tell({ kind: 'ended' });
  }

  private async *messages(): AsyncGenerator<StreamMessage, StreamEnd> {
    const { position, transport, path } = this.source;
    const { signal } = this.leaving;
    const times = { ...STREAM_TIMES, ...this.options.times };
    const onOpen = () => this.tell({ kind: 'live' });
    const stream = transport({ path: path(position.after), signal, onOpen, times });
    try {
      for (;;) {
        const { done, value } = await stream.next();
        if (done) return value;
        if (signal.aborted) return { kind: 'cut' };
        const place = position.take(value);
        if (place === 'gap') return GAP;
        if (place === 'known') continue;
        this.backoff.reset();
        yield value;
        if (position.final) return { kind: 'over' };
      }
    } finally {
      await stream.return({ kind: 'cut' });
    }
  }
  /** An answer that cannot be had now says nothing. */
  private async wasOver(end: StreamEnd): Promise<boolean> {
    return end.kind === 'cut' && (await this.source.isOver().catch(() => false));
  }
  private async wait(end: StreamEnd): Promise<void> {
    const reason = 'reason' in end ? end.reason : 'the connection was closed';
    const asked_ms = end.kind === 'broken' ? (end.retry_after_ms ?? 0) : 0;
    const retry_in_ms = Math.max(this.backoff.next(), asked_ms);
    this.tell({ kind: 'waiting', retry_in_ms, reason });
    await pause(retry_in_ms, this.leaving.signal);
  }
  private readonly leave = (): void => this.leaving.abort();
  private tell(state: FollowState): void {
    this.options.on_state?.(state);
  }
}
