import { describe, expect, it } from '@jest/globals';
import { filterIn, withFilter } from '../../../../web/src/lists/filter-parameters.js';

const NAMES = ['status', 'user_id'] as const;

describe('filters in an address', () => {
  it('are those that are set, trimmed; others of the address are no filters', () => {
    const parameters = new URLSearchParams('status=failed&user_id=+&cursor=abc&tab=x');
    expect(filterIn(parameters, NAMES)).toEqual({ status: 'failed' });
  });
  it('are changed without touching what else is there, and begin at the first page', () => {
    const parameters = new URLSearchParams('status=failed&cursor=abc&tab=x');
    expect(withFilter(parameters, { user_id: ' ann ' }).toString()).toBe('status=failed&tab=x&user_id=ann');
  });
  it('are taken away by an empty value', () => {
    expect(withFilter(new URLSearchParams('status=failed&user_id=ann'), { status: '' }).toString()).toBe('user_id=ann');
  });
});
