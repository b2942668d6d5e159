/** /metrics, /health/live and /health/ready of a process without an API, for who watches over it. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { readinessAnswer, type Readiness } from '../http/readiness.js';
import type { PlatformMetrics } from './platform-metrics.js';

export interface WatchedParts {
  metrics: PlatformMetrics;
  readiness: Readiness;
}
type Answering = (response: ServerResponse, parts: WatchedParts) => Promise<void>;

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
const ANSWERS: Readonly<Record<string, Answering>> = {
  '/metrics': async (response, { metrics }) => send(response, 200, metrics.contentType, await metrics.text()),
  '/health/live': async (response) => send(response, 200, 'application/json', JSON.stringify({ status: 'alive' })),
  '/health/ready': async (response, { readiness }) => {
    const { status, type, body } = await readinessAnswer(readiness);
    send(response, status, type, JSON.stringify(body));
  },
};
/** Resolves when it listens. Rejects with the error of listen(). */
export async function serveWorkerEndpoint(parts: WatchedParts, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? ANSWERS[(request.url ?? '').split('?')[0] ?? ''] : undefined;
    if (!answer) return send(response, 404, 'text/plain', 'There are /metrics, /health/live and /health/ready\n');
    answer(response, parts).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return server;
}
