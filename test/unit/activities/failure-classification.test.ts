import { describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError } from '../../../activities/errors.js';
import { classifyFailure } from '../../../activities/failure-classification.js';

const failure = (message: string, properties: object = {}, cause?: unknown): Error =>
  Object.assign(new Error(message, cause === undefined ? {} : { cause }), properties);

describe('what the function says decides first', () => {
  it.each([
    ['TransientError', new TransientError('no such column'), true],
    ['PermanentError with a transient message', new PermanentError('Connection reset'), false],
    ['PermanentError with transient evidence', new PermanentError('x', { status: 503, code: 'ECONNRESET' }), false],
    ['TransientError with permanent evidence', new TransientError('x', { status: 404 }), true],
    ['a class of that name from elsewhere', failure('x', { name: 'TransientError' }), true],
    ['another one', failure('Connection reset', { name: 'PermanentError' }), false],
    ['a property transient', failure('x', { transient: true }), true],
    ['a property transient: false', failure('rate limit exceeded', { transient: false }), false],
    ['a cause that says so', failure('could not load', {}, new TransientError('x')), true],
    ['the outer of two', failure('x', { transient: false }, new TransientError('x')), false],
    ['a cause before evidence', failure('x', { status: 404 }, new TransientError('x')), true],
  ])('%s', (_name, error, transient) => expect(classifyFailure(error).transient).toBe(transient));
});

describe('HTTP statuses', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('%i is transient', (status) => {
    expect(classifyFailure(failure('x', { status })).transient).toBe(true);
    expect(classifyFailure(failure('x', { statusCode: status })).transient).toBe(true);
  });
  it.each([200, 301, 400, 401, 403, 404, 409, 410, 422, 501, 505, 599])(
    '%i is permanent, whatever the message says',
    (status) => expect(classifyFailure(failure('503 Service Unavailable', { status })).transient).toBe(false),
  );
  it.each([['503'], [42], [600], [503.5], [null]])('%p is no status: the message decides', (status) => {
    expect(classifyFailure(failure('connection reset', { status })).transient).toBe(true);
    expect(classifyFailure(failure('nothing known', { status })).transient).toBe(false);
  });
});

describe('codes', () => {
  const TRANSIENT = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'];
  const UNDICI = ['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
  const SQLSTATES = ['40001', '40P01', '53300', '55P03'];
  it.each([...TRANSIENT, ...UNDICI, ...SQLSTATES])('%s is transient', (code) =>
    expect(classifyFailure(failure('x', { code })).transient).toBe(true),
  );
  it.each(['ENOENT', 'ENOTFOUND', 'EACCES', 'UND_ERR_INVALID_ARG', '23505', '42P01', 'XX000'])(
    '%s is permanent, whatever the message says',
    (code) => expect(classifyFailure(failure('deadlock detected', { code })).transient).toBe(false),
  );
  it.each(['ER_LOCK_DEADLOCK', 'MY_CODE', 'ERR_BAD_RESPONSE', '', 14])(
    '%p is of no known kind: the message decides',
    (code) => {
      expect(classifyFailure(failure('Deadlock found when trying to get lock', { code })).transient).toBe(true);
      expect(classifyFailure(failure('no', { code })).transient).toBe(false);
    },
  );
  it.each([
    ['40001', true],
    ['40P01', true],
    ['23505', false],
  ])('the property sqlstate: %s', (sqlstate, transient) =>
    expect(classifyFailure(failure('too many connections', { sqlstate })).transient).toBe(transient),
  );
  it.each([7, 'short', 'lowercase'])('sqlstate %p is none', (sqlstate) =>
    expect(classifyFailure(failure('too many connections', { sqlstate })).transient).toBe(true),
  );
});

describe('where evidence stands', () => {
  it.each([
    ['a status before a code', failure('x', { status: 400, code: 'ECONNRESET' }), false],
    ['a code before an SQLSTATE', failure('x', { code: 'ENOENT', sqlstate: '40001' }), false],
    ['a Retry-After alone', failure('x', { retryAfterSeconds: 3 }), true],
    ['a status before a Retry-After', failure('x', { status: 404, retryAfterSeconds: 3 }), false],
    ['the cause of a fetch', failure('fetch failed', {}, failure('x', { code: 'ECONNREFUSED' })), true],
    ['two causes down', failure('a', {}, failure('b', {}, { code: 'EPIPE' })), true],
    ['the outer of two', failure('x', { status: 404 }, failure('y', { status: 503 })), false],
    ['a cause alone, against the message', failure('connection reset', {}, { status: 404 }), false],
  ])('%s', (_name, error, transient) => expect(classifyFailure(error).transient).toBe(transient));

  it('is looked for in a chain of causes that has no end', () => {
    const error: Error & { cause?: unknown } = new Error('round and round');
    error.cause = error;
    expect(classifyFailure(error)).toMatchObject({ transient: false, message: 'round and round' });
  });
});

describe('messages, in any case', () => {
  it.each([
    'connect: Connection refused',
    'CONNECTION TIMEOUT',
    'connection timed out after 3 s',
    'Connection reset by peer',
    'Temporary failure in name resolution',
    '429 Too Many Requests',
    'got 500 Internal Server Error',
    '502 Bad Gateway',
    '503 Service Unavailable',
    '504 Gateway Timeout',
    'Lock wait timeout exceeded; try restarting transaction',
    'Deadlock found when trying to get lock',
    'deadlock detected',
    'FATAL: too many connections',
    'Rate limit exceeded',
    'quota exceeded for project',
  ])('%s is transient', (message) => expect(classifyFailure(new Error(message)).transient).toBe(true));

  it.each(['404 Not Found', 'timeout', 'connection', 'too many', '500', 'syntax error', ''])(
    '%p is permanent',
    (message) => expect(classifyFailure(new Error(message)).transient).toBe(false),
  );

  it('only the outermost message counts', () =>
    expect(classifyFailure(failure('could not save', {}, new Error('deadlock detected'))).transient).toBe(false));
});

describe('the type of a failure', () => {
  it.each([
    ['its own type', failure('x', { type: 'address_refused', error_type: 'b', code: 'c' }), 'address_refused'],
    ['its error_type', failure('x', { error_type: 'overload', code: 'c' }), 'overload'],
    ['its code', failure('x', { code: 'ECONNRESET' }), 'ECONNRESET'],
    ["a cause's code", failure('x', {}, failure('y', { code: 'ECONNREFUSED' })), 'ECONNREFUSED'],
    ["not a cause's type", failure('x', {}, failure('y', { type: 'inner' })), 'error'],
    ['neither', new Error('x'), 'error'],
    ['texts alone', failure('x', { type: 3, code: 14 }), 'error'],
    ['no empty text', failure('x', { type: '' }), 'error'],
  ])('%s', (_name, error, type) => expect(classifyFailure(error).type).toBe(type));
});

describe('the wait that was asked for', () => {
  it.each([
    ['on the error', failure('x', { retryAfterSeconds: 2.5 }), 2.5],
    ['on its cause', failure('x', {}, failure('y', { retryAfterSeconds: 0 })), 0],
    ['nowhere', failure('x'), null],
    ['negative', failure('x', { retryAfterSeconds: -1 }), null],
    ['no number', failure('x', { retryAfterSeconds: '3' }), null],
    ['endless', failure('x', { retryAfterSeconds: Infinity }), null],
    ['given to a TransientError', new TransientError('x', { retryAfterSeconds: 9 }), 9],
  ])('%s', (_name, error, seconds) => expect(classifyFailure(error).retry_after_seconds).toBe(seconds));
});

describe('whatever is thrown has a message', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  it.each([
    ['a text', 'connection reset', 'connection reset'],
    ['an object with a message', { message: 'as it is' }, 'as it is'],
    ['an object', { a: 1 }, 'A value that is no error was thrown: {"a":1}'],
    ['undefined', undefined, 'A value that is no error was thrown: undefined'],
    ['null', null, 'A value that is no error was thrown: null'],
    ['a cycle', cyclic, 'A value that is no error was thrown: [object Object]'],
    ['an error without one', new RangeError(), 'RangeError'],
    ['NUL and half a surrogate pair', new Error('a\0b\ud800c'), 'a\ufffdb\ufffdc'],
  ])('%s', (_name, thrown, message) => expect(classifyFailure(thrown).message).toBe(message));

  it('of at most 4,000 characters', () => {
    const { message } = classifyFailure(new Error('x'.repeat(5_000)));
    expect([message.length, message.at(-1)]).toEqual([4_000, '…']);
  });
});

it('errors carry what they are given, and nothing else', () => {
  const cause = new Error('inner');
  const error = new PermanentError('m', { type: 't', code: 'c', status: 400, retryAfterSeconds: 1, cause });
  expect(error).toMatchObject({ message: 'm', type: 't', code: 'c', status: 400, retryAfterSeconds: 1, cause });
  expect('cause' in new TransientError('m')).toBe(false);
});
