import { describe, expect, it } from '@jest/globals';
import { readBody } from '../../../../activities/http/response-body.js';

const LATIN = Buffer.from([0x66, 0xfc, 0x72]);

describe('the body of an answer', () => {
  it.each([
    ['JSON', '{"a":1}', 'application/json', { a: 1 }],
    ['JSON with a charset', '[1]', 'Application/JSON; charset=utf-8', [1]],
    ['a type of JSON', '{"title":"x"}', 'application/problem+json', { title: 'x' }],
    ['JSON with a byte order mark', '\ufeff3', 'text/json', 3],
    ['text', 'as it is', 'text/plain', 'as it is'],
    ['HTML', '<p>', 'text/html; charset=utf-8', '<p>'],
    ['XML', '<a/>', 'application/atom+xml', '<a/>'],
    ['no type', 'as it is', '', 'as it is'],
    ['text in its charset', LATIN, 'text/plain; charset="iso-8859-1"', 'für'],
    ['no text after all', LATIN, 'text/plain', { base64: 'Zvxy' }],
    ['a charset that nobody knows', LATIN, 'text/plain; charset=klingon', { base64: 'Zvxy' }],
    ['a text with NUL', 'a\0', 'text/plain', { base64: 'YQA=' }],
    ['binary', 'abc', 'application/octet-stream', { base64: 'YWJj' }],
    ['an image', 'abc', 'image/png', { base64: 'YWJj' }],
    ['nothing', '', 'application/json', null],
  ])('%s', (_name, bytes, type, body) => expect(readBody(Buffer.from(bytes), type)).toEqual(body));

  it('that is not the JSON it says is a permanent error', () =>
    expect(() => readBody(Buffer.from('<p>'), 'application/json')).toThrow(
      expect.objectContaining({ type: 'invalid_response', transient: false }),
    ));
});
