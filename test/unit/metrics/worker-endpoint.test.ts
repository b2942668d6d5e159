/** What a process without an API answers to who watches over it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readiness } from '../../../src/http/readiness.js';
import { PlatformMetrics } from '../../../src/metrics/platform-metrics.js';
import { serveWorkerEndpoint } from '../../../src/metrics/worker-endpoint.js';

const readiness = new Readiness();
const metrics = new PlatformMetrics('http://127.0.0.1:1/metrics');
let server: Server;
beforeAll(async () => {
  readiness.expect('worker');
  server = await serveWorkerEndpoint({ readiness, metrics }, 0, '127.0.0.1');
});
afterAll(() => void server.close());
const ask = (path: string, method = 'GET') =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });

describe('a process without an API', () => {
  it('tells its metrics, also where the SDK does not answer', async () => {
    metrics.attempted('demo.echo', 'completed', 0.01);
    const answer = await ask('/metrics');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(await answer.text()).toMatch(/^dynex_step_attempt_seconds_count\{.*demo.echo.*\} 1$/m);
  });
  it('is ready when what it stands on is, and says since when', async () => {
    const starting = await ask('/health/ready');
    expect([starting.status, starting.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect(await starting.json()).toMatchObject({ code: 'not_ready', detail: 'worker: starting' });
    readiness.up('worker');
    const ready = (await (await ask('/health/ready')).json()) as { dependencies: { since: string }[] };
    expect(ready).toMatchObject({ status: 'ready', dependencies: [{ name: 'worker', state: 'up', reason: null }] });
    const since = ready.dependencies[0]?.since;
    readiness.up('worker');
    expect(((await (await ask('/health/ready')).json()) as typeof ready).dependencies[0]?.since).toBe(since);
    expect((await ask('/health/live')).status).toBe(200);
  });
  it.each([
    ['/', 'GET'],
    ['/metrics', 'POST'],
  ])('has nothing at %s for %s', async (path, method) => {
    const answer = await ask(path, method);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('/health/ready')]);
  });
});
