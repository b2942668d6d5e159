import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { functions } from '../../../../activities/http/index.js';
import { httpRequest, type HttpRequestOptions } from '../../../../activities/http/request.js';
import { call, failureOf, resolver } from './http-calls.js';
import { startLoopbackServer, type LoopbackServer } from './loopback-server.js';

let server: LoopbackServer;
beforeAll(async () => {
  server = await startLoopbackServer((_request, response) => void response.end('here'));
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
});

describe('addresses', () => {
  it.each([
    'http://169.254.169.254/',
    'http://0.0.0.0:1/',
    'http://0/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://１６９。254.169.254/',
    'https://100.100.100.200/',
  ])('%s is refused before a connection', async (url) =>
    expect(await failureOf({ method: 'GET', url })).toMatchObject({ type: 'address_refused', transient: false }),
  );

  const named = (addresses: string[], allow = '') =>
    httpRequest({ resolve: resolver({ 'service.example': addresses }), allow: () => allow });
  const namedUrl = () => `http://service.example:${server.port}/`;

  it.each([[['169.254.169.254']], [['127.0.0.1', 'fe80::1']], [['::ffff:169.254.169.254']]])(
    'a name that resolves to %p is refused',
    async (addresses) => {
      const failure = await failureOf({ method: 'GET', url: namedUrl() }, {}, named(addresses));
      expect(failure).toMatchObject({ type: 'address_refused', transient: false });
      expect(failure.message).toContain('Address refused: service.example is');
      expect(server.received).toEqual([]);
    },
  );

  it('a name that resolves to loopback is called by that name', async () => {
    expect(await call({ method: 'GET', url: namedUrl() }, {}, named(['127.0.0.1']))).toMatchObject({ status: 200 });
    expect(server.received[0]?.headers.host).toBe(`service.example:${server.port}`);
  });

  it('a name of a metadata service is refused wherever it leads', async () => {
    const guarded = httpRequest({ resolve: resolver({ 'metadata.google.internal': ['127.0.0.1'] }), allow: () => '' });
    const url = `http://metadata.google.internal:${server.port}/`;
    expect(await failureOf({ method: 'GET', url }, {}, guarded)).toMatchObject({ type: 'address_refused' });
    const allowing = httpRequest({
      resolve: resolver({ 'metadata.google.internal': ['127.0.0.1'] }),
      allow: () => '127.0.0.1',
    });
    expect(await call({ method: 'GET', url }, {}, allowing)).toMatchObject({ status: 200 });
  });

  it('a refused address that is allowed is called', async () => {
    const unspecified = { method: 'GET', url: `http://0.0.0.0:${server.port}/` };
    expect(await call(unspecified, {}, httpRequest({ allow: () => '10.0.0.0/8, 0.0.0.0' }))).toMatchObject({
      status: 200,
    });
  });

  it('a list of allowed addresses that cannot be read refuses everything', async () => {
    const failure = await failureOf({ method: 'GET', url: server.url }, {}, httpRequest({ allow: () => 'all' }));
    expect(failure.message).toContain("HTTP_REQUEST_ALLOW: 'all' is neither an IP address nor a network");
    expect(failure.transient).toBe(false);
  });

  it('a name without addresses is not found', async () =>
    expect(await failureOf({ method: 'GET', url: namedUrl() }, {}, named([]))).toMatchObject({
      ...{ type: 'ENOTFOUND', transient: false },
    }));

  it('a name server that cannot answer now is transient', async () => {
    const resolve: HttpRequestOptions['resolve'] = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo EAI_AGAIN service.example'), { code: 'EAI_AGAIN' }), []);
    const guarded = httpRequest({ resolve, allow: () => '' });
    expect(await failureOf({ method: 'GET', url: namedUrl() }, {}, guarded)).toMatchObject({ transient: true });
  });
});

it('the pack reads the list of allowed addresses from HTTP_REQUEST_ALLOW', async () => {
  const [definition] = functions;
  const url = `http://0.0.0.0:${server.port}/`;
  expect(await failureOf({ method: 'GET', url }, {}, definition)).toMatchObject({ type: 'address_refused' });
  process.env['HTTP_REQUEST_ALLOW'] = '0.0.0.0';
  expect(await call({ method: 'GET', url }, {}, definition)).toMatchObject({ status: 200 });
  delete process.env['HTTP_REQUEST_ALLOW'];
});
