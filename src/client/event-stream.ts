/**
 * One connection to a stream of events, whatever carries it.
 *
 * - A message is yielded once, in the order in which it came.
 * - It always ends by returning how it ended; it never throws.
 * - Leaving the loop, or aborting the signal, closes the connection.
 */
import type { ExecutionEvent } from '../contracts/events.js';
import type { ProblemError } from './problem-error.js';

export type StreamMessage = ExecutionEvent & { cursor?: string };
export type StreamEnd =
  /** The server says that nothing more comes. */
  | { kind: 'over' }
  /** The answer ended, and whether something more comes was not said. */
  | { kind: 'cut' }
  /** It may be opened again, but not before the server's Retry-After where it gave one. */
  | { kind: 'broken'; reason: string; retry_after_ms?: number | null }
  /** It may not: the server refuses. */
  | { kind: 'refused'; problem: ProblemError }
  /** It could not be opened, for a reason that this transport cannot see. */
  | { kind: 'unopened'; reason: string };

export interface StreamRequest {
  /** From the root of the server, with its query. */
  path: string;
  signal: AbortSignal;
  /** The connection stands. */
  onOpen: () => void;
  times: StreamTimes;
}
export interface StreamTimes {
  /** How often 'ping' is sent over a WebSocket. */
  ping_every_ms: number;
  /** So long without a sign of life is a break. */
  silence_ms: number;
}
export const STREAM_TIMES: StreamTimes = { ping_every_ms: 25_000, silence_ms: 60_000 };
export type EventStream = AsyncGenerator<StreamMessage, StreamEnd, void>;
export type EventTransport = (request: StreamRequest) => EventStream;
