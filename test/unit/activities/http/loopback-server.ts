import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  text: string;
}
export type Answering = (request: Received, response: ServerResponse) => void;

/** A real server on loopback that keeps what it was sent. */
export interface LoopbackServer {
  url: string;
  port: number;
  received: Received[];
  close(): Promise<void>;
}

export async function startLoopbackServer(answer: Answering, listener?: RequestListener): Promise<LoopbackServer> {
  const received: Received[] = [];
  const server = createServer(listener ?? ((request, response) => void receive(request, response, received, answer)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, received, close: () => stop(server) };
}

async function receive(request: IncomingMessage, response: ServerResponse, received: Received[], answer: Answering) {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const taken = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, text };
  received.push(taken);
  answer(taken, response);
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
