import { expect, it } from '@jest/globals';
import { auditSelection, exportAddress } from '../../../../web/src/pages/audit/audit-selection.js';

const NOW = Date.parse('2026-11-25T12:00:00.000Z');

it('the audit is asked by the filters of the address, with a span as a moment', () => {
  expect(auditSelection({ action: 'command_retry', since: '24h' }, NOW)).toEqual({
    action: 'command_retry',
    since: '2026-11-24T12:00:00.000Z',
  });
  expect(auditSelection({ since: 'once' }, NOW)).toEqual({});
});
it('the export has the same filters', () => {
  const address = exportAddress({ execution_id: 'a b', since: '2026-11-24T12:00:00.000Z' });
  expect(address).toBe('/api/v1/audit?execution_id=a+b&since=2026-11-24T12%3A00%3A00.000Z&format=ndjson');
});
