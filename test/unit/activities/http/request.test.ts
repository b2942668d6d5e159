import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { httpRequest } from '../../../../activities/http/request.js';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { call, failureOf, resolver } from './http-calls.js';
import { startLoopbackServer, type Answering, type LoopbackServer } from './loopback-server.js';

let server: LoopbackServer;
let answer: Answering;
beforeAll(async () => {
  server = await startLoopbackServer((request, response) => answer(request, response));
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  answer = ({ method, text }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ method, text }));
  };
});
const answering = (status: number, headers: Record<string, string> = {}, body: string | Buffer = '') => {
  answer = (_request, response) => void response.writeHead(status, headers).end(body);
};
const get = (path = '/', more: JsonObject = {}) => call({ method: 'GET', url: `${server.url}${path}`, ...more });
const failedGet = (path = '/', more: JsonObject = {}) =>
  failureOf({ method: 'GET', url: `${server.url}${path}`, ...more });

describe('what is sent', () => {
  it('method, path with query, headers and the idempotency key', async () => {
    const { status, headers, body } = await get('/a?b=c', { method: 'get', headers: { 'X-Site': 'north', 'x-n': 5 } });
    expect([status, headers['content-type'], body]).toEqual([200, 'application/json', { method: 'GET', text: '' }]);
    expect(server.received[0]).toMatchObject({
      ...{ method: 'GET', path: '/a?b=c' },
      headers: { 'x-site': 'north', 'x-n': '5', 'idempotency-key': 'execution/1' },
    });
  });

  it.each<[string, Json, string, string | undefined]>([
    ['an object as JSON', { load: 5 }, '{"load":5}', 'application/json'],
    ['a list as JSON', [1, null], '[1,null]', 'application/json'],
    ['a number as JSON', 0, '0', 'application/json'],
    ['a text as it is', 'a=1', 'a=1', 'text/plain;charset=UTF-8'],
    ['null not at all', null, '', undefined],
  ])('%s', async (_name, body, text, type) => {
    await get('/', { method: 'POST', body });
    expect([server.received[0]?.text, server.received[0]?.headers['content-type']]).toEqual([text, type]);
  });

  it("the caller's own headers before any other", async () => {
    const headers = { 'Idempotency-Key': 'mine', 'Content-Type': 'text/csv', 'accept-encoding': 'identity' };
    await get('/', { method: 'PUT', headers, body: 'a,b' });
    expect(server.received[0]?.headers).toMatchObject({
      ...{ 'idempotency-key': 'mine', 'content-type': 'text/csv', 'accept-encoding': 'identity' },
    });
  });

  it('credentials of the URL as a Basic authorization', async () => {
    await call({ method: 'GET', url: server.url.replace('//', '//us%C3%A9r:p%ZZss@') });
    const expected = Buffer.from('usér:p%ZZss').toString('base64');
    expect(server.received[0]?.headers.authorization).toBe(`Basic ${expected}`);
  });

  it('HEAD, whose answer has no body', async () => {
    answering(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: null });
  });
});

describe('what counts as success', () => {
  it.each([
    [200, undefined],
    [204, undefined],
    [299, undefined],
    [418, 418],
    [418, [200, 418]],
    [302, [302]],
  ])('%i when %p is expected', async (status, expected) => {
    answering(status, { location: '/elsewhere' });
    expect(await get('/', expected === undefined ? {} : { expect_status: expected })).toMatchObject({ status });
  });

  it.each([
    [404, undefined, false],
    [503, undefined, true],
    [429, [200, 201], true],
    [200, 201, false],
    [304, undefined, false],
    [302, undefined, false],
  ])('not %i when %p is expected; transient: %p', async (status, expected, transient) => {
    answering(status);
    const failure = await failedGet('/', expected === undefined ? {} : { expect_status: expected });
    expect(failure).toMatchObject({ type: `http_${status}`, transient });
  });
});

describe('the error of an unsuccessful answer', () => {
  it('says status, call and the beginning of the body', async () => {
    answering(503, { 'content-type': 'text/plain' }, 'down for\n  maintenance');
    const { message } = await failedGet('/loads?key=secret');
    expect(message).toBe(`503 Service Unavailable from GET ${server.url}/loads?…: down for maintenance`);
  });

  it('never shows credentials', async () => {
    answering(401);
    const { message } = await failureOf({ method: 'GET', url: server.url.replace('//', '//user:hunter2@') });
    expect(message).toBe(`401 Unauthorized from GET ${server.url}/`);
  });

  it.each([
    ['a long body is cut', 'x'.repeat(5_000), `: ${'x'.repeat(200)}…`],
    ['a compressed one is read', gzipSync('zipped'), ': zipped'],
    ['a binary one is left out', Buffer.from([0x41, 0]), ''],
    ['one that cannot be read is left out', 'no gzip', ''],
  ])('%s', async (name, body, ending) => {
    answering(500, name.includes('compressed') || name.includes('cannot') ? { 'content-encoding': 'gzip' } : {}, body);
    expect((await failedGet()).message).toBe(`500 Internal Server Error from GET ${server.url}/${ending}`);
  });

  it('has a status that is no standard one', async () => {
    answering(599);
    expect((await failedGet()).message).toBe(`599 from GET ${server.url}/`);
  });

  it.each([
    ['7', 7],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['later', null],
  ])('carries Retry-After: %s', async (header, seconds) => {
    answering(429, { 'retry-after': header });
    expect(await failedGet()).toMatchObject({ transient: true, retry_after_seconds: seconds });
  });
});

describe('the body', () => {
  const text = JSON.stringify({ rows: [1, 2, 3] });
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('in %s is decompressed', async (encoding, body) => {
    answering(200, { 'content-type': 'application/json', 'content-encoding': encoding }, body);
    expect((await get()).body).toEqual({ rows: [1, 2, 3] });
  });

  it('that is not what its encoding says fails the call', async () => {
    answering(200, { 'content-encoding': 'gzip' }, 'no gzip');
    expect((await failedGet()).message).toBe(`GET ${server.url}/ failed: incorrect header check`);
  });

  it('that breaks off is a transient error', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('begin', () => response.destroy());
    };
    expect(await failedGet()).toMatchObject({ type: 'UND_ERR_SOCKET', transient: true });
  });

  it('of exactly 10 MB is read', async () => {
    answering(200, { 'content-type': 'text/plain' }, Buffer.alloc(10_000_000, 'a'));
    expect((await get()).body).toHaveLength(10_000_000);
  });

  it.each([
    ['larger than 10 MB', {}, Buffer.alloc(10_000_001, 'a')],
    ['larger once it is decompressed', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(12_000_000, 'a'))],
    ['larger once it is decompressed', { 'content-encoding': 'br' }, brotliCompressSync(Buffer.alloc(12_000_000, 'a'))],
  ])('%s is a permanent error: %p', async (_name, headers, body) => {
    answering(200, headers, body);
    expect(await failedGet()).toEqual({
      ...{ type: 'response_too_large', transient: false, retry_after_seconds: null },
      message: `The answer of GET ${server.url}/ is larger than 10 MB`,
    });
  });

  it('without end is dropped with its connection', async () => {
    let dropped = false;
    answer = (_request, response) => {
      const chunk = Buffer.alloc(1_000_000, 'a');
      const more = () => !response.destroyed && response.write(chunk, () => setImmediate(more));
      response.on('close', () => (dropped = true));
      more();
    };
    expect(await failedGet()).toMatchObject({ type: 'response_too_large' });
    for (let waited = 0; waited < 50 && !dropped; waited += 1) await pause(10);
    expect(dropped).toBe(true);
  });
});

describe('redirects', () => {
  const redirecting = (status: number, times: number) => {
    answer = ({ method, text }, response) => {
      const done = server.received.length > times;
      if (done) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ method, text }));
      else response.writeHead(status, { location: `/hop${server.received.length}` }).end('moved');
    };
  };
  it.each([
    [302, { method: 'GET', text: '' }],
    [307, { method: 'POST', text: 'load' }],
  ])('%i is followed up to five times', async (status, body) => {
    redirecting(status, 5);
    expect((await get('/', { method: 'POST', body: 'load' })).body).toEqual(body);
    expect(server.received.map(({ path }) => path)).toEqual(['/', '/hop1', '/hop2', '/hop3', '/hop4', '/hop5']);
  });

  it('a sixth is a permanent error', async () => {
    redirecting(302, 6);
    expect(await failedGet()).toMatchObject({
      ...{ type: 'too_many_redirects', transient: false },
      message: `GET ${server.url}/ was redirected more than 5 times`,
    });
    expect(server.received).toHaveLength(6);
  });

  it('to another origin go without authorization and cookie', async () => {
    const other = await startLoopbackServer((_request, response) => void response.end('there'));
    answering(302, { location: `${other.url}/there` });
    const headers = { authorization: 'Bearer t', cookie: 'c=1', 'x-site': 'north' };
    expect((await get('/', { headers })).body).toBe('there');
    await other.close();
    expect(server.received[0]?.headers).toMatchObject(headers);
    const { authorization, cookie, 'x-site': site, host } = other.received[0]?.headers ?? {};
    expect([authorization, cookie, site, host]).toEqual([undefined, undefined, 'north', `127.0.0.1:${other.port}`]);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    '//0.0.0.0/',
  ])('to %s are refused', async (location) => {
    answering(307, { location });
    expect(await failedGet()).toMatchObject({ type: 'address_refused', transient: false });
  });

  it('to a name that resolves to a refused address are refused', async () => {
    const guarded = httpRequest({ resolve: resolver({ 'inside.example': ['169.254.169.254'] }), allow: () => '' });
    answering(302, { location: 'http://inside.example/' });
    expect(await failureOf({ method: 'GET', url: server.url }, {}, guarded)).toMatchObject({ type: 'address_refused' });
  });
});

describe('what cannot be called', () => {
  it.each([
    ['not a url', 'The URL cannot be read'],
    ['http://user:hunter2@', 'The URL cannot be read'],
    ['ftp://example.org/', "The URL's scheme is ftp; it must be http or https"],
    ['file:///etc/passwd', "The URL's scheme is file; it must be http or https"],
  ])('%s', async (url, message) => {
    const failure = await failureOf({ method: 'GET', url });
    expect(failure).toMatchObject({ type: 'invalid_url', transient: false });
    expect(failure.message).toContain(message);
    expect(failure.message).not.toContain('hunter2');
  });

  it('a header that would break out of its line', async () =>
    expect(await failedGet('/', { headers: { 'x-a': 'b\r\nx-c: d' } })).toMatchObject({
      ...{ type: 'UND_ERR_INVALID_ARG', transient: false },
    }));
});

describe('connections', () => {
  it('refused: a transient error that names the call', async () => {
    const closed = await startLoopbackServer(() => undefined);
    await closed.close();
    expect(await failureOf({ method: 'GET', url: `${closed.url}/x` })).toMatchObject({
      ...{ type: 'ECONNREFUSED', transient: true },
      message: `GET ${closed.url}/x failed: connect ECONNREFUSED 127.0.0.1:${closed.port}`,
    });
  });

  it('closed without an answer: a transient error', async () => {
    const silent = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await failureOf({ method: 'GET', url: `http://127.0.0.1:${port}/` })).toMatchObject({ transient: true });
    await new Promise((resolve) => silent.close(resolve));
  });
});

describe('the abort signal', () => {
  const stopping = async (waitFor: Answering) => {
    answer = waitFor;
    const controller = new AbortController();
    const calling = call({ method: 'GET', url: server.url }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('the attempt is over')), 30);
    await expect(calling).rejects.toThrow('the attempt is over');
  };
  it('ends the wait for an answer', () => stopping(() => undefined));
  it('ends the reading of a body', () => stopping((_request, response) => void response.writeHead(200).write('begin')));
  it('ends the reading of an error', () =>
    stopping((_request, response) => void response.writeHead(500).write('begin')));
});
