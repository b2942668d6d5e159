/** How long a client may take to send a request: connections are not held open by sending one byte at a time. */
import type { Server } from 'node:http';

export interface RequestTimeouts {
  /** From the first byte to the end of the headers, in ms. */
  headers_ms: number;
  /** To the end of the body, in ms. */
  request_ms: number;
}
/** A body of 16 MB at 1 Mbit/s takes 128 s. Streams and waits are no part of it: they are answers. */
export const REQUEST_TIMEOUTS: RequestTimeouts = { headers_ms: 20_000, request_ms: 150_000 };

/** Node looks at its connections every 30 s, and answers 408 to what is late. */
export function boundRequests(server: Server, { headers_ms, request_ms }: RequestTimeouts): void {
  server.headersTimeout = headers_ms;
  server.requestTimeout = request_ms;
}
