/** A service on loopback for steps to call. It counts the requests of each Idempotency-Key and answers as it is told. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Json } from '../../src/contracts/json.js';

export interface ServiceRequest {
  /** The Idempotency-Key. */
  key: string;
  /** How many this is of its key, from 1. */
  nth: number;
  body: Json;
  traceparent: string | undefined;
  baggage: string | undefined;
}
/** `reset` breaks the connection off in place of an answer. */
export type ServiceReply = { reset: true } | { status: number; body: Json; after_ms?: number };
export type ServiceBehaviour = (request: ServiceRequest) => ServiceReply;

const LOOPBACK = '127.0.0.1';
/** A connection for each request: on one that is kept, the next request may meet a reset and reach nobody. */
const HEADERS = { 'content-type': 'application/json', connection: 'close' };

export class LoopbackService {
  /** Requests by Idempotency-Key, those included that got no answer. */
  readonly requests = new Map<string, number>();
  private readonly server: Server;

  constructor(private readonly behaviour: ServiceBehaviour) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }
  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, LOOPBACK, resolve);
    });
    return this;
  }
  get url(): string {
    return `http://${LOOPBACK}:${(this.server.address() as AddressInfo).port}/`;
  }
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = String(request.headers['idempotency-key']);
    const nth = (this.requests.get(key) ?? 0) + 1;
    this.requests.set(key, nth);
    const { traceparent, baggage } = request.headers as Record<string, string | undefined>;
    const reply = this.behaviour({ key, nth, body: await bodyOf(request), traceparent, baggage });
    if ('reset' in reply) return void request.socket.resetAndDestroy();
    await delay(reply.after_ms ?? 0);
    response.writeHead(reply.status, HEADERS).end(JSON.stringify(reply.body));
  }
}
async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : (JSON.parse(text) as Json);
}
