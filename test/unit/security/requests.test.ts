/** What is told from the head of a request: its Host, its Origin, its credentials, and whether it comes too often. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { credentialsOf } from '../../../src/security/credentials.js';
import { checkHost, hostName } from '../../../src/security/host-check.js';
import { checkOrigin } from '../../../src/security/origin-check.js';
import { RateLimit } from '../../../src/security/rate-limit.js';
import type { Refusal } from '../../../src/security/refusal.js';
import { RefusalBound } from '../../../src/security/refusal-bound.js';
import { pathOf } from '../../../src/security/request-address.js';
import { withoutKeys } from '../../../src/security/without-keys.js';

const codeOf = (check: () => unknown): string | null => {
  try {
    check();
    return null;
  } catch (error) {
    return `${(error as Refusal).status} ${(error as Refusal).code}`;
  }
};

describe('the Host of a request', () => {
  const answered = (host: string | undefined, allowed: string[] | null, address = '127.0.0.1') =>
    codeOf(() => checkHost({ allowed: allowed && new Set(allowed) }, { host, address })) === null;

  it.each(['127.0.0.1:8000', '127.0.0.1', 'localhost:8000', 'LOCALHOST', '[::1]:8000'])(
    'may always be loopback: %s',
    (host) => expect(answered(host, [])).toBe(true),
  );
  it.each(['evil.example', 'evil.example:8000', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.5', ''])(
    'may be no other name: %j',
    (host) => {
      expect(answered(host, [])).toBe(false);
      expect(codeOf(() => checkHost({ allowed: new Set() }, { host, address: undefined }))).toBe('421 host_refused');
    },
  );
  it.each(['user@localhost', 'localhost/..', 'localhost#x', 'localhost ', 'localhost\\x'])(
    'is no name at all: %j',
    (host) => expect([hostName(host), answered(host, [])]).toEqual([null, false]),
  );
  it('may be a name that is allowed, on any port and in any case', () => {
    expect(answered('Dynex.Example:8443', ['dynex.example'])).toBe(true);
    expect(answered('other.example', ['dynex.example'])).toBe(false);
  });
  it('may be the address that was called, which no foreign name is', () => {
    expect(answered('10.0.0.5:8000', [], '10.0.0.5')).toBe(true);
    expect(answered('10.0.0.5:8000', [], '::ffff:10.0.0.5')).toBe(true);
    expect(answered('[fd00::5]:8000', [], 'fd00::5')).toBe(true);
    expect(answered('10.0.0.6:8000', [], '10.0.0.5')).toBe(false);
  });
  it('may be anything where any is allowed, and missing, as in HTTP/1.0', () => {
    expect(answered('anything.example', null)).toBe(true);
    expect(answered(undefined, [])).toBe(true);
  });
});

describe('the Origin of a request', () => {
  const kindOf = (origin: string | undefined, host: string | undefined) =>
    checkOrigin({ origin, host }, (page) => page === 'https://tools.example').kind;

  it('is missing where no page sends it', () => expect(kindOf(undefined, 'localhost:8000')).toBe('no_page'));
  it.each([
    ['http://localhost:8000', 'localhost:8000'],
    ['https://dynex.example', 'dynex.example'],
    ['https://dynex.example', 'dynex.example:443'],
    ['http://dynex.example:80', 'DYNEX.example'],
    ['http://[::1]:8000', '[::1]:8000'],
  ])('%s is the server itself at %s', (origin, host) => expect(kindOf(origin, host)).toBe('own_page'));
  it('may be one that is allowed', () => {
    expect(kindOf('https://tools.example', 'localhost:8000')).toBe('foreign_page');
  });
  it.each([
    ['http://evil.example', 'localhost:8000'],
    ['http://localhost:8001', 'localhost:8000'],
    ['http://127.0.0.1:8000', 'localhost:8000'],
    ['https://tools.example.evil', 'localhost:8000'],
    ['null', 'localhost:8000'],
    ['file://', 'localhost:8000'],
    ['', 'localhost:8000'],
    ['http://localhost:8000', undefined],
    ['http://localhost:8000', 'not a host'],
  ])('%j is refused at %s', (origin, host) => {
    expect(codeOf(() => kindOf(origin, host))).toBe('403 origin_refused');
  });
});

describe('the credentials of a request', () => {
  const of = (url: string, authorization?: string) =>
    credentialsOf({ url, headers: { authorization } } as IncomingMessage);
  const STREAM = '/api/v1/workflow/stream';

  it.each(['Bearer dynex_a_b', 'bearer  dynex_a_b ', 'BEARER dynex_a_b'])('are the key of %j', (header) => {
    expect(of('/api/v1/executions', header)).toEqual({ kind: 'key', key: 'dynex_a_b' });
  });
  it.each(['Basic dynex_a_b', 'Bearer', 'Bearer a b', 'dynex_a_b', ''])('cannot be read in %j', (header) => {
    expect(of('/api/v1/executions', header).kind).toBe('unreadable');
  });
  it.each([`${STREAM}?ticket=abc`, `${STREAM}/id?after=3&ticket=abc`, `${STREAM.toUpperCase()}/?ticket=abc`])(
    'are the ticket of a stream: %s',
    (url) => expect(of(url)).toEqual({ kind: 'ticket', ticket: 'abc' }),
  );
  it.each(['/api/v1/executions?ticket=abc', `${STREAM}s?ticket=abc`, STREAM, '/?ticket=abc'])('are none at %s', (url) =>
    expect(of(url)).toEqual({ kind: 'none' }),
  );
  it('are the key where there is a ticket too', () => {
    expect(of(`${STREAM}?ticket=abc`, 'Bearer k').kind).toBe('key');
  });
  it('are looked for by the path, also of a whole address', () => {
    expect(pathOf({ url: 'http://x.example/api/v1/audit?a=b' } as IncomingMessage)).toBe('/api/v1/audit');
    expect(pathOf({ url: undefined } as IncomingMessage)).toBe('/');
  });
});

describe('a rate limit', () => {
  it('takes so many a minute of each, and says when to come again', async () => {
    const limit = new RateLimit(2, 'More than 2 in a minute');
    await limit.count('ann');
    await limit.check('ann');
    await limit.count('ann');
    for (const again of [limit.count('ann'), limit.check('ann')]) {
      await expect(again).rejects.toMatchObject({
        status: 429,
        code: 'rate_limited',
        message: /^More than 2 in a minute: try again in \d+ s$/,
        headers: { 'retry-after': expect.stringMatching(/^([1-9]|[1-5]\d|60)$/) },
      });
    }
    await limit.count('bob');
    limit.end();
  });
});

describe('refusals that are told', () => {
  it('are one of each kind a minute', () => {
    let now = 0;
    const bound = new RefusalBound(() => now);
    expect(['a', 'a', 'b', 'a'].map((kind) => bound.admits(kind))).toEqual([true, false, true, false]);
    now = 59_999;
    expect(bound.admits('a')).toBe(false);
    now = 60_000;
    expect(bound.admits('a')).toBe(true);
  });
  it('are some hundreds a minute, of however many clients', () => {
    const bound = new RefusalBound(() => 0);
    const told = Array.from({ length: 5_000 }, (_, n) => bound.admits(`client ${n}`)).filter(Boolean);
    expect(told).toHaveLength(300);
  });
});

it.each([
  ['GET /x?ticket=abc-_1&after=2 failed', 'GET /x?ticket=…&after=2 failed'],
  ['/api/dynex_ann.b_AbC-_9/x', '/api/dynex_…/x'],
  ['nothing to hide', 'nothing to hide'],
])('a text without keys: %j is %j', (text, expected) => expect(withoutKeys(text)).toBe(expected));
