import { expect, it } from '@jest/globals';
import { selectionOf } from '../../../../web/src/pages/executions/execution-filter.js';

const NOW = Date.parse('2026-11-25T12:00:00.000Z');

it('what is asked of the API is what the address filters by, with times as moments', () => {
  const filter = { deliverable_type: 'beam', status: 'failed', user_id: 'ann', since: '1h' };
  const since = '2026-11-25T11:00:00.000Z';
  expect(selectionOf(filter, NOW)).toEqual({ deliverable_type: 'beam', status: 'failed', user_id: 'ann', since });
});
it('what cannot be read in an edited address is left out', () => {
  expect(selectionOf({ status: 'sleeping', since: 'once', until: '2026-11-25T12:00:00Z' }, NOW)).toEqual({
    until: '2026-11-25T12:00:00.000Z',
  });
});
