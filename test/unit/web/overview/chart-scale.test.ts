import { describe, expect, it } from '@jest/globals';
import { chartScale } from '../../../../web/src/pages/overview/chart-scale.js';

describe('the scale of a chart of counts', () => {
  it.each([
    [0, 1, [1]],
    [1, 1, [1]],
    [3, 3, [1, 2, 3]],
    [7, 10, [5, 10]],
    [134, 150, [50, 100, 150]],
    [562, 600, [200, 400, 600]],
    [10_000, 10_000, [5_000, 10_000]],
  ])('of at most %d ends at %d', (max, top, lines) => {
    expect(chartScale(max)).toEqual({ top, lines });
  });
  it('holds every count', () => {
    for (let max = 0; max < 3_000; max += 1) {
      const { top, lines } = chartScale(max);
      expect(top).toBeGreaterThanOrEqual(max);
      expect(lines.length).toBeLessThanOrEqual(4);
      expect(lines.at(-1)).toBe(top);
    }
  });
});
