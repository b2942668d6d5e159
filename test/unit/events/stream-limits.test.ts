import { expect, it } from '@jest/globals';
import { StreamLimits } from '../../../src/events/stream-limits.js';

it('there are as many streams as are allowed in all, whoever opens them', () => {
  const limits = new StreamLimits({ total: 2, per_client: 2 });
  const first = limits.admit('one');
  limits.admit('other');
  expect(limits.admit('third')).toEqual({
    kind: 'refused',
    reason: '2 streams are open, which is the limit of this server: close some, or try again later',
  });
  for (let n = 0; n < 2; n += 1) if (first.kind === 'admitted') first.leave();
  expect([limits.open, limits.admit('third').kind, limits.open]).toEqual([1, 'admitted', 2]);
});
it('one client has no more than its own', () => {
  const limits = new StreamLimits({ total: 5, per_client: 1 });
  expect(['one', 'one', 'other'].map((client) => limits.admit(client).kind)).toEqual([
    'admitted',
    'refused',
    'admitted',
  ]);
});
