import { describe, expect, it } from '@jest/globals';
import { httpCall } from '../../../../activities/http/http-call.js';
import { isRedirect, redirectedCall } from '../../../../activities/http/redirect.js';

const call = (method: string, url = 'http://a.example/start?x=1') =>
  httpCall(
    {
      method,
      url,
      headers: { Authorization: 'Bearer t', Cookie: 'c=1', 'X-Site': 'north', Host: 'a' },
      body: { n: 1 },
    },
    'execution/1',
  );
const next = (method: string, status: number, location = '/next') => redirectedCall(call(method), status, location);

describe('method and body after a redirect', () => {
  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'GET', 'GET'],
  ])('%i turns %s into %s without the body', (status, method, becomes) => {
    const { headers, ...rest } = next(method, status);
    expect(rest).toMatchObject({ method: becomes, body: null });
    expect(Object.keys(headers)).not.toContain('content-type');
  });
  it.each([
    [301, 'PUT'],
    [302, 'DELETE'],
    [303, 'HEAD'],
    [307, 'POST'],
    [308, 'PATCH'],
  ])('%i keeps %s and its body', (status, method) => {
    expect(next(method, status)).toMatchObject({
      method,
      body: '{"n":1}',
      headers: { 'content-type': 'application/json' },
    });
  });
});

describe('what another origin does not get', () => {
  it.each([
    ['another host', 'http://b.example/next'],
    ['another port', 'http://a.example:81/next'],
    ['another scheme', 'https://a.example/next'],
    ['a location without scheme', '//b.example/next'],
  ])('%s: no authorization, no cookie, no host', (_name, location) => {
    const { headers } = next('GET', 302, location);
    expect(headers).toMatchObject({ 'x-site': 'north', 'idempotency-key': 'execution/1' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['authorization']));
    expect(Object.keys(headers).filter((name) => ['authorization', 'cookie', 'host'].includes(name))).toEqual([]);
  });

  it('the same origin gets them', () =>
    expect(next('GET', 302).headers).toMatchObject({ authorization: 'Bearer t', cookie: 'c=1', host: 'a' }));

  it('credentials in the location are used as such', () =>
    expect(next('GET', 302, 'http://u:p@b.example/').headers).toMatchObject({ authorization: 'Basic dTpw' }));
});

describe('where a redirect leads', () => {
  it.each([
    ['/next', 'http://a.example/next'],
    ['?y=2', 'http://a.example/start?y=2'],
    ['https://b.example/', 'https://b.example/'],
  ])('%s', (location, url) => expect(next('GET', 302, location).url.href).toBe(url));

  it.each(['ftp://b.example/', 'file:///etc/passwd', 'data:text/plain,x', 'http://'])('not to %s', (location) => {
    expect(() => next('GET', 302, location)).toThrow(
      'GET http://a.example/start?… redirects to where it cannot be followed',
    );
    expect(() => next('GET', 302, location)).toThrow(
      expect.objectContaining({ type: 'invalid_redirect', transient: false }),
    );
  });

  it.each([
    [301, '/x', true],
    [304, '/x', false],
    [300, '/x', false],
    [302, undefined, false],
    [200, '/x', false],
  ])('status %i with location %p is a redirect: %p', (status, location, expected) =>
    expect(isRedirect(status, location)).toBe(expected),
  );
});
