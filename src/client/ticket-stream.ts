/** Events over a WebSocket for which a ticket is fetched first: a browser's WebSocket cannot send a key. */
import type { StreamTicket } from '../contracts/session.js';
import { apiPath } from './api-calls.js';
import type { EventStream, EventTransport, StreamRequest } from './event-stream.js';
import { failedOpening } from './failed-opening.js';
import { type Connection, requestJson } from './json-request.js';
import { ProblemError } from './problem-error.js';

/**
 * A ticket opens one connection: each asks for its own. A key that is refused, and a limit that is reached, are said as
 * such; where no ticket can be had for another reason, the stream is `unopened`, and another transport may get through.
 */
export function ticketTransport(connection: Connection, open: EventTransport): EventTransport {
  return (request) => openWithTicket(connection, open, request);
}
async function* openWithTicket(connection: Connection, open: EventTransport, request: StreamRequest): EventStream {
  try {
    const { ticket } = await fetchTicket(connection, request);
    return yield* open({ ...request, path: withTicket(request.path, ticket) });
  } catch (error) {
    const end = failedOpening(error);
    return isAboutTheKey(error) ? end : { kind: 'unopened', reason: error instanceof Error ? error.message : '' };
  }
}
async function fetchTicket(connection: Connection, { signal: left, times }: StreamRequest): Promise<StreamTicket> {
  const signal = AbortSignal.any([left, AbortSignal.timeout(times.silence_ms)]);
  const path = apiPath('stream-tickets');
  return (await requestJson<StreamTicket>(connection, { method: 'POST', path, signal })).body;
}
const withTicket = (path: string, ticket: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`;
const isAboutTheKey = (error: unknown): boolean =>
  error instanceof ProblemError && [401, 403, 429].includes(error.status);
