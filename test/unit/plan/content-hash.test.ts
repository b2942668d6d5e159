import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/contracts/json.js';
import { contentHash } from '../../../src/plan/content-hash.js';

describe('the content hash', () => {
  it('is the sha256 of the canonical text', () => {
    expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
  it.each([
    [
      'numbers and texts (RFC 8785, 3.2.2)',
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    ],
    [
      'keys by UTF-16 code units (RFC 8785, 3.2.3)',
      String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`,
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    ],
  ])('writes %s as the RFC does', (_what, given, canonical) => {
    expect(contentHash(JSON.parse(given) as Json)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });
  it('does not depend on the order of keys', () => {
    expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(contentHash({ b: [{ d: 3, c: 2 }], a: 1 }));
  });
  it('depends on the order of lists and on types', () => {
    expect(new Set([[1, 2], [2, 1], ['1', 2], { 0: 1, 1: 2 }].map(contentHash)).size).toBe(4);
  });
});
