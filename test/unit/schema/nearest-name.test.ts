import { describe, expect, it } from '@jest/globals';
import { editDistance, nearestName } from '../../../src/schema/nearest-name.js';

describe('the nearest name', () => {
  it.each([
    ['step_nmae', ['step_name', 'step_number'], 'step_name'],
    ['timeout_second', ['timeout_seconds', 'total_timeout_seconds'], 'timeout_seconds'],
    ['Condition', ['condition'], 'condition'],
    ['retry_cuont', ['retry_count'], 'retry_count'],
    ['jion', ['join'], 'join'],
    ['condition', ['condition'], undefined],
    ['owner', ['join', 'status'], undefined],
    ['ab', ['cd'], undefined],
    ['a', ['b'], undefined],
    ['', ['a'], undefined],
    ['x', [], undefined],
    ['colour', ['colours', 'color'], 'colours'],
  ] as [string, string[], string | undefined][])('of %s among %j is %s', (name, candidates, nearest) => {
    expect(nearestName(name, candidates)).toBe(nearest);
  });

  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['abcd', 'acbd', 1],
    ['ca', 'abc', 3],
  ])('from %j to %j there are %d slips', (from, to, slips) => {
    expect(editDistance(from, to)).toBe(slips);
  });
});
