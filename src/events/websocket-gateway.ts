/**
 * WebSocket `/api/v1/workflow/stream/{execution_id}?after=SEQ`: the log of one execution, one event a message.
 * Refusals are answered before the upgrade. After the final event the socket is closed with 1000.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ExecutionEvent } from '../contracts/events.js';
import { dependencyFailure } from '../http/dependency-failure.js';
import { malformed, notFound, Problem } from '../http/problem.js';
import { canName } from '../http/request-path.js';
import type { EventBus } from './event-bus.js';
import { EVENT_BUS, EVENT_SOURCE, type EventSource } from './event-source.js';
import { ExecutionStream, MAX_BACKLOG, SlowConsumer } from './execution-stream.js';
import { readAfter } from './resume-position.js';

const PATH = /^\/api\/v1\/workflow\/stream\/([^/]+)$/;
/** In bytes, of a message that a client sends. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
const PING_EVERY_MS = 30_000;
/** How much may wait in the socket's own buffer before we wait for the client, in bytes. */
const HIGH_WATER_BYTES = 1024 * 1024;
/** A client that does not answer the close in this time is cut off. */
const FAREWELL_MS = 2_000;
const CLOSE = { done: 1000, goingAway: 1001, failed: 1011, slow: 4408 } as const;

@Injectable()
export class WebSocketGateway implements BeforeApplicationShutdown {
  private readonly logger = new Logger('stream');
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  private readonly pinging = setInterval(() => this.ping(), PING_EVERY_MS).unref();

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    @Inject(EVENT_SOURCE) private readonly source: EventSource,
  ) {}

  attach(http: Server): void {
    http.on(
      'upgrade',
      (request: IncomingMessage, socket: Duplex, head: Buffer) => void this.upgrade(request, socket, head),
    );
  }
  /** Before the HTTP server is closed: that waits for every socket. */
  beforeApplicationShutdown(): void {
    clearInterval(this.pinging);
    for (const client of this.server.clients) client.close(CLOSE.goingAway, 'The server is shutting down');
    setTimeout(() => this.server.clients.forEach((client) => client.terminate()), FAREWELL_MS).unref();
    this.server.close();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const execution_id = PATH.exec(url.pathname)?.[1];
      if (execution_id === undefined || !canName(url.pathname)) throw notFound(`There is no stream at ${url.pathname}`);
      const after = readAfter(url.searchParams.get('after'));
      await this.refuseUnknown(decodeURIComponent(execution_id));
      this.server.handleUpgrade(
        request,
        socket,
        head,
        (client) => void this.serve(client, decodeURIComponent(execution_id), after),
      );
    } catch (error) {
      refuse(socket, problemOf(error));
    }
  }
  private async refuseUnknown(execution_id: string): Promise<void> {
    if ((await this.source.eventsAfter(execution_id, Number.MAX_SAFE_INTEGER)) === null) {
      throw notFound(`There is no execution ${execution_id}`);
    }
  }
  private async serve(client: WebSocket, execution_id: string, after: number): Promise<void> {
    const stream = new ExecutionStream({ execution_id, after, bus: this.bus, source: this.source });
    client.on('close', () => stream.close());
    client.on('error', () => client.terminate());
    client.on('message', (data) => data.toString() === 'ping' && client.send('pong'));
    try {
      for await (const batch of stream.batches()) await this.send(client, batch);
      client.close(CLOSE.done);
    } catch (error) {
      this.letGo(client, error);
    }
  }
  private async send(client: WebSocket, batch: ExecutionEvent[]): Promise<void> {
    for (const event of batch) client.send(JSON.stringify(event));
    if (client.bufferedAmount <= HIGH_WATER_BYTES) return;
    await new Promise<void>((resolve) => client.ping(undefined, false, () => resolve()));
  }
  private letGo(client: WebSocket, error: unknown): void {
    if (error instanceof SlowConsumer) {
      client.close(CLOSE.slow, `More than ${MAX_BACKLOG} events behind; resume with ?after=SEQ`);
      return;
    }
    this.logger.warn(`A stream broke off: ${String(error)}`);
    client.close(CLOSE.failed, 'The log cannot be read now; resume with ?after=SEQ');
  }
  private ping(): void {
    for (const client of this.server.clients) client.ping();
  }
}
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof URIError || error instanceof TypeError)
    return malformed('malformed_path', 'The path cannot be read');
  return dependencyFailure(error) ?? new Problem(500, 'internal_error', 'The stream cannot be opened');
}
/** An HTTP answer in place of the upgrade. */
function refuse(socket: Duplex, problem: Problem): void {
  const details = problem.toDetails();
  const body = JSON.stringify(details);
  const head = [
    `HTTP/1.1 ${details.status} ${details.title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
