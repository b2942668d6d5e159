/**
 * WebSocket `/api/v1/workflow/stream/{execution_id}?after=SEQ` and `/api/v1/workflow/stream?after=CURSOR`: one event a
 * message. Refusals are answered before the upgrade, but for too many streams, which a browser would not be told: that is
 * a close with 1013. After the final event the socket is closed with 1000, and with 4401 when its API key is revoked.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { WebSocketServer, type WebSocket } from 'ws';
import { dependencyFailure } from '../http/dependency-failure.js';
import { malformed, Problem } from '../http/problem.js';
import { requireRole } from '../security/access.guard.js';
import { identityOf } from '../security/identity.js';
import { OpenStreams } from '../security/open-streams.js';
import { Refusal } from '../security/refusal.js';
import { RefusalAudit } from '../security/refusal-audit.js';
import { RequestGate } from '../security/request-gate.js';
import { BatchEncoding, HIGH_WATER_BYTES } from './batch-encoding.js';
import { type ClientConnection, deliver } from './delivery.js';
import { type FeedReader, MAX_BACKLOG, SlowConsumer } from './feed-reader.js';
import { readSocketTarget } from './socket-path.js';
import { streamClient } from './stream-client.js';
import { StreamLimits } from './stream-limits.js';
import { Streams, type StreamTarget } from './streams.js';

/** In bytes, of a message that a client sends. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
const PING_EVERY_MS = 30_000;
/** A client that does not answer the close in this time is cut off. */
const FAREWELL_MS = 2_000;
const CLOSE = { done: 1000, goingAway: 1001, failed: 1011, tooMany: 1013, revoked: 4401, slow: 4408 } as const;
/** The longest reason of a close, in bytes. */
const MAX_REASON_BYTES = 123;

const MESSAGES = new BatchEncoding((frame) => frame.message);

interface Upgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
}
interface Served {
  client: WebSocket;
  socket: Duplex;
  reader: FeedReader;
  request: IncomingMessage;
}

@Injectable()
export class WebSocketGateway implements BeforeApplicationShutdown {
  private readonly logger = new Logger('stream');
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  private readonly silent = new WeakSet<WebSocket>();
  private readonly pinging = setInterval(() => this.ping(), PING_EVERY_MS).unref();

  constructor(
    private readonly streams: Streams,
    private readonly limits: StreamLimits,
    private readonly gate: RequestGate,
    private readonly held: OpenStreams,
    private readonly refusals: RefusalAudit,
  ) {}

  attach(http: Server): void {
    http.on(
      'upgrade',
      (request: IncomingMessage, socket: Duplex, head: Buffer) => void this.upgrade({ request, socket, head }),
    );
  }
  /** Before the HTTP server is closed: that waits for every socket. */
  beforeApplicationShutdown(): void {
    clearInterval(this.pinging);
    for (const client of this.server.clients) client.close(CLOSE.goingAway, 'The server is shutting down');
    setTimeout(() => this.server.clients.forEach((client) => client.terminate()), FAREWELL_MS).unref();
    this.server.close();
  }

  private async upgrade(upgrade: Upgrade): Promise<void> {
    const { request, socket } = upgrade;
    socket.on('error', () => socket.destroy());
    try {
      this.gate.check(request);
      await this.gate.identify(request);
      const target = readSocketTarget(request.url ?? '/');
      requireRole(request.identity, 'viewer');
      await this.follow(upgrade, target);
    } catch (error) {
      if (error instanceof Refusal) this.refusals.record(request, error);
      refuse(socket, problemOf(error));
    }
  }
  private async follow(upgrade: Upgrade, target: StreamTarget): Promise<void> {
    const { request, socket } = upgrade;
    const admission = this.limits.admit(streamClient(request));
    if (admission.kind === 'refused') return this.turnAway(upgrade, admission.reason);
    socket.once('close', admission.leave);
    const reader = await this.streams.open(target);
    socket.once('close', () => reader.close());
    if (socket.destroyed) return reader.close();
    this.accept(upgrade, (client) => void this.serve({ client, socket, reader, request }));
  }
  private accept({ request, socket, head }: Upgrade, then: (client: WebSocket) => void): void {
    this.server.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      then(client);
    });
  }
  private turnAway(upgrade: Upgrade, reason: string): void {
    this.refusals.record(upgrade.request, new Refusal(429, 'too_many_streams', reason));
    this.accept(upgrade, (client) => {
      close(client, CLOSE.tooMany, reason);
      setTimeout(() => client.terminate(), FAREWELL_MS).unref();
    });
  }
  private async serve({ client, socket, reader, request }: Served): Promise<void> {
    const letGo = this.held.hold(identityOf(request), () => {
      close(client, CLOSE.revoked, 'The API key was revoked');
      reader.close();
    });
    client.once('close', letGo);
    client.on('pong', () => this.silent.delete(client));
    client.on('message', (data) => {
      this.silent.delete(client);
      if (data.toString() === 'ping') client.send('pong');
    });
    try {
      await deliver(reader, MESSAGES, connectionOf(client, socket));
      client.close(CLOSE.done);
    } catch (error) {
      this.letGo(client, error);
    }
  }
  private letGo(client: WebSocket, error: unknown): void {
    if (error instanceof SlowConsumer) {
      close(client, CLOSE.slow, `More than ${MAX_BACKLOG} events behind; resume with ?after`);
      return;
    }
    this.logger.warn(`A stream broke off: ${String(error)}`);
    close(client, CLOSE.failed, 'The log cannot be read now; resume with ?after');
  }
  /** Who has not answered the last ping is gone. */
  private ping(): void {
    for (const client of this.server.clients) {
      if (this.silent.has(client)) client.terminate();
      this.silent.add(client);
      client.ping();
    }
  }
}
const connectionOf = (client: WebSocket, socket: Duplex): ClientConnection => ({
  get isOpen() {
    return client.readyState === client.OPEN;
  },
  write(bytes) {
    socket.write(bytes);
    return client.bufferedAmount <= HIGH_WATER_BYTES;
  },
  onTaken: (taken) => client.ping(undefined, false, taken),
});
function close(client: WebSocket, code: number, reason: string): void {
  client.close(code, Buffer.from(reason).subarray(0, MAX_REASON_BYTES).toString());
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
    ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
