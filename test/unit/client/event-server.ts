/** A server on loopback that streams a log as the platform does, and breaks off as it is told. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ExecutionEvent } from '../../../src/contracts/events.js';

export const logOf = (length: number, execution_id = 'e'): ExecutionEvent[] =>
  Array.from({ length }, (_, n) => {
    const head = { seq: n + 1, execution_id, timestamp: '2026-01-01T00:00:00.000Z' };
    return n === length - 1
      ? { ...head, event: 'execution_cancelled', total_time_ms: 1 }
      : { ...head, event: 'execution_paused' };
  });

/** What is done with one connection: the messages, and how it ends. */
export interface Script {
  /** Default: what follows `after`. */
  send?: (after: number) => object[];
  /** WebSocket: closed with this code, or cut off where it is 'cut'; SSE: ended. Null: left open. Default 1000. */
  close?: number | 'cut' | null;
  /** Refused with this status before anything is sent. */
  refuse?: number;
  /** Sent with a refusal. */
  headers?: Record<string, string>;
}
export class EventServer {
  /** The paths of all connections to the stream, in order. */
  readonly asked: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  /** The keys with which tickets were asked for. */
  readonly ticketKeys: (string | undefined)[] = [];
  /** Tickets are refused with this status. */
  refusesTickets: number | null = null;
  readonly said: string[] = [];
  answersPing = true;
  private readonly http: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly scripts: Script[] = [];

  private constructor(readonly log: ExecutionEvent[]) {
    this.http = createServer((request, response) => this.answer(request, response));
    this.http.on('upgrade', (request, socket, head) => {
      const script = this.next(request);
      if (script.refuse) return socket.end(`HTTP/1.1 ${script.refuse} No\r\ncontent-length: 0\r\n\r\n`);
      this.sockets.handleUpgrade(request, socket, head, (client) => this.serve(client, request, script));
    });
  }
  static async start(log: ExecutionEvent[] = logOf(6)): Promise<EventServer> {
    const server = new EventServer(log);
    await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    return server;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }
  /** For the next connections, one each; after them the whole rest of the log is sent. */
  will(...scripts: Script[]): this {
    this.scripts.push(...scripts);
    return this;
  }
  async stop(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private next(request: IncomingMessage): Script {
    this.asked.push(request.url ?? '');
    this.headers.push(request.headers);
    return this.scripts.shift() ?? {};
  }
  private messages(request: IncomingMessage, { send }: Script): object[] {
    const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after') ?? 0);
    return send ? send(after) : this.log.filter(({ seq }) => seq > after);
  }
  private serve(client: WebSocket, request: IncomingMessage, script: Script): void {
    client.on('message', (data) => {
      this.said.push(data.toString());
      if (this.answersPing) client.send('pong');
    });
    for (const message of this.messages(request, script)) client.send(JSON.stringify(message));
    const { close = 1000 } = script;
    if (close === 'cut') setTimeout(() => client.terminate(), 20);
    else if (close !== null) client.close(close);
  }
  private answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith('/api/v1/workflow/stream')) return this.sendEvents(request, response);
    if (request.url === '/api/v1/stream-tickets') return this.sendTicket(request, response);
    const closed = { completed_at: '2026-01-01T00:00:00.000Z' };
    const body = request.url?.includes('/events') ? { items: this.messages(request, {}), last_seq: 0 } : closed;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }
  private sendTicket({ headers }: IncomingMessage, response: ServerResponse): void {
    const { refusesTickets: status } = this;
    if (status !== null) return this.refuse(response, { refuse: status });
    this.ticketKeys.push(headers.authorization);
    const body = { ticket: `t/${this.ticketKeys.length}`, expires_at: '2026-01-01T00:00:30.000Z' };
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
  private refuse(response: ServerResponse, { refuse: status = 400, headers = {} }: Script): void {
    const problem = { status, code: 'not_found', title: 'Not Found', detail: 'There is no execution e' };
    const type = { 'content-type': 'application/problem+json' };
    response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(problem));
  }
  private sendEvents(request: IncomingMessage, response: ServerResponse): void {
    const script = this.next(request);
    if (script.refuse) return this.refuse(response, script);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    for (const message of this.messages(request, script)) response.write(`data: ${JSON.stringify(message)}\n\n`);
    if (script.close === 'cut') setTimeout(() => response.destroy(), 20);
    else if (script.close !== null) response.end();
  }
}
