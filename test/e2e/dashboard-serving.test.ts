/** The dashboard's files and pages as a browser gets them; what is in the pages is tried in test/browser. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express, { type NextFunction, type Request, type Response } from 'express';
import { serveDashboard } from '../../src/dashboard/serve-dashboard.js';
import { WebBuild } from '../../src/dashboard/web-build.js';
import { Problem } from '../../src/http/problem.js';
import type { ProblemBody } from './api-client.js';
import { scratchFolder, TestPlatform } from './platform.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const asBrowser = { accept: BROWSER };

describe('on the platform', () => {
  let platform: TestPlatform;
  beforeAll(async () => (platform = await TestPlatform.start()), 60_000);
  afterAll(() => platform.stop(), 60_000);

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    platform.send<ProblemBody>(method, path, undefined, headers);
  const scriptOf = (html: string) => /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';

  it('/ is the page, for whoever asks', async () => {
    for (const headers of [asBrowser, { accept: '*/*' }]) {
      const { status, type, text } = await get('/', headers);
      expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
      expect(text).toContain('<div id="root">');
    }
  });
  it.each(['/workflows', '/workflows/beam_design?tab=graph', '/executions/4f0e-11', '/audit/', '/elsewhere'])(
    '%s is the page for a browser that navigates there',
    async (path) => {
      const page = await get('/');
      const answer = await get(path, asBrowser);
      expect([answer.status, answer.text]).toEqual([200, page.text]);
      expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept');
      expect((await get(path, asBrowser, 'HEAD')).status).toBe(200);
    },
  );
  it.each([
    ['a program that asks for anything', 'GET', { accept: '*/*' }],
    ['a program that asks for JSON', 'GET', { accept: 'application/json' }],
    ['one that refuses HTML', 'GET', { accept: 'text/html;q=0, */*' }],
    ['a POST', 'POST', asBrowser],
  ])('%s gets a problem and no page', async (_who, method, headers) => {
    const { status, type, body } = await get('/workflows', headers, method);
    expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(body.code).toBe('not_found');
  });
  it.each(['/api/v1/nothing', '/api', '/health/nothing', '/metrics/nothing'])(
    '%s is no page, also not for a browser',
    async (path) => {
      const { status, type } = await get(path, asBrowser);
      expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    },
  );
  it.each(['/health/live', '/api/v1/functions', '/openapi.json', '/docs'])(
    '%s is no page of the dashboard, and has another policy',
    async (path) => {
      const { status, headers, text } = await get(path, asBrowser);
      expect(status).toBe(200);
      expect(text).not.toContain('<div id="root">');
      expect(headers.get('content-security-policy')).not.toBe((await get('/')).headers.get('content-security-policy'));
    },
  );
  it('the page is asked for again each time, and is not sent again when it is the same', async () => {
    const { headers } = await get('/');
    expect(headers.get('cache-control')).toBe('no-cache');
    const again = await get('/', { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' });
    expect([again.status, again.text]).toEqual([304, '']);
  });
  it('an asset is kept for good, and comes compressed', async () => {
    const script = scriptOf((await get('/')).text);
    const plain = await get(script, { 'accept-encoding': 'identity' });
    const compressed = await get(script, { 'accept-encoding': 'gzip' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(compressed.text).toBe(plain.text);
    expect(Number(compressed.headers.get('content-length'))).toBeLessThan(plain.text.length / 2);
    for (const { type, headers } of [plain, compressed]) {
      expect(type).toBe('text/javascript; charset=utf-8');
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    }
  });
  it.each(['/assets/gone-abc123.js', '/assets/gone', '/assets/', '/favicon.ico', '/workflows/app.css'])(
    'a missing file %s is a problem, also for a browser that navigates there',
    async (path) => {
      const { status, type, body, headers } = await get(path, asBrowser);
      expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
      expect(body.detail).toContain(path);
      expect(headers.get('cache-control')).toBeNull();
    },
  );
  it.each([
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/.build.json',
    '//etc/passwd.txt',
  ])('%s is no way out of the folder', async (path) => {
    const { status, text } = await get(path);
    expect(status).toBe(404);
    expect(text).not.toContain('dynamic-executor"');
  });
  it('a page runs scripts and styles of this server only, and stands in no frame', async () => {
    const { headers } = await get('/workflows', asBrowser);
    const policy = (headers.get('content-security-policy') ?? '').split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });
  it('the page holds no script and no style of its own', async () => {
    const { text } = await get('/');
    expect(text).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/i);
  });
});

describe('on another folder', () => {
  let folder: string;
  let server: Server;
  beforeAll(async () => {
    folder = await scratchFolder();
    const app = express().use(serveDashboard(new WebBuild(folder)));
    app.use((error: Problem, _request: Request, response: Response, _next: NextFunction) => {
      response.status(error.status).json(error.toDetails());
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());
  const get = (path: string, headers: Record<string, string> = asBrowser) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });

  it('without a build the page is a problem that says how to get one', async () => {
    const response = await get('/');
    expect(response.status).toBe(404);
    const problem = (await response.json()) as ProblemBody;
    expect(problem.code).toBe('dashboard_not_built');
    expect(problem.detail).toContain('npm run build');
  });
  it('a build that is made meanwhile is served at the next request', async () => {
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'index.html'), '<p>one</p>');
    expect(await (await get('/')).text()).toBe('<p>one</p>');
    await writeFile(join(folder, 'index.html'), '<p>and another</p>');
    expect(await (await get('/executions')).text()).toBe('<p>and another</p>');
  });
  it('a file without a compressed one is sent as it is', async () => {
    await writeFile(join(folder, 'assets', 'plain.css'), 'p { color: red }');
    const response = await get('/assets/plain.css', { 'accept-encoding': 'gzip' });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe('p { color: red }');
  });
  it('the compressed one is what the build put there', async () => {
    const content = gzipSync('p { color: green }');
    await writeFile(join(folder, 'assets', 'both.css'), 'p { color: green }');
    await writeFile(join(folder, 'assets', 'both.css.gz'), content);
    const raw = await get('/assets/both.css.gz', {});
    expect(gunzipSync(Buffer.from(await raw.arrayBuffer())).toString()).toBe('p { color: green }');
    expect(await (await get('/assets/both.css', { 'accept-encoding': 'gzip' })).text()).toBe('p { color: green }');
  });
});
