import { describe, expect, it } from '@jest/globals';
import { BoundedCache } from '../../../src/schema/bounded-cache.js';

describe('a bounded cache', () => {
  it('makes each value once', () => {
    const cache = new BoundedCache<number[]>(2);
    expect(cache.obtain('a', () => [1])).toBe(cache.obtain('a', () => [2]));
  });

  it('forgets what was used longest ago', () => {
    const cache = new BoundedCache<string>(2);
    ['a', 'b', 'a', 'c'].forEach((key) => cache.obtain(key, () => 'first'));
    expect(cache.size).toBe(2);
    expect(cache.obtain('a', () => 'second')).toBe('first');
    expect(cache.obtain('b', () => 'second')).toBe('second');
  });

  it('does not keep what could not be made', () => {
    const cache = new BoundedCache<string>(2);
    const fail = (): string => {
      throw new Error('no');
    };
    expect(() => cache.obtain('a', fail)).toThrow('no');
    expect(cache.obtain('a', () => 'made')).toBe('made');
  });
});
