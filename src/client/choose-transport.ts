/** WebSocket where there is one and it works, else server-sent events. */
import type { EventTransport } from './event-stream.js';
import { type Connection } from './json-request.js';
import { sentEventsTransport } from './sent-events-stream.js';
import { ticketTransport } from './ticket-stream.js';
import type { SocketClass } from './web-socket.js';
import { webSocketTransport } from './web-socket-stream.js';

export interface TransportChoice {
  connection: Connection;
  /** Null for server-sent events only. */
  socket: SocketClass | null;
  /** Null where it is not known. */
  socket_origin: string | null;
}
/** A WebSocket cannot send headers: who has some gets server-sent events, and who has a key a ticket for each connection. */
export function chooseTransport({ connection, socket, socket_origin }: TransportChoice): EventTransport {
  const sentEvents = sentEventsTransport(connection);
  const hasHeaders = Object.keys(connection.headers()).length > 0;
  if (socket === null || socket_origin === null || hasHeaders) return sentEvents;
  const sockets = webSocketTransport(socket, socket_origin);
  return withFallback(connection.key() === null ? sockets : ticketTransport(connection, sockets), sentEvents);
}
/** A socket that is not opened does not say why: the other transport hears the refusal, or gets through. */
function withFallback(first: EventTransport, second: EventTransport): EventTransport {
  return async function* open(request) {
    const end = yield* first(request);
    return end.kind === 'unopened' && !request.signal.aborted ? yield* second(request) : end;
  };
}
