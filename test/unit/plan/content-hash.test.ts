import { describe, expect, it } from '@jest/globals';
import { contentHash } from '../../../src/plan/content-hash.js';

describe('the content hash', () => {
  it('is the sha256 of the canonical text', () => {
    expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
  it('does not depend on the order of keys', () => {
    expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(contentHash({ b: [{ d: 3, c: 2 }], a: 1 }));
  });
  it('depends on the order of lists and on types', () => {
    expect(new Set([[1, 2], [2, 1], ['1', 2], { 0: 1, 1: 2 }].map(contentHash)).size).toBe(4);
  });
});
