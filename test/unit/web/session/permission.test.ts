import type { AccessRole, Session } from '../../../../src/contracts/session.js';
import { type Capability, refusalOf } from '../../../../web/src/session/permission.js';

const sessionOf = (role: AccessRole): Session => ({ authentication: 'api_key', actor: 'ann', role });

const ALLOWED: [AccessRole, Capability[]][] = [
  ['viewer', []],
  ['operator', ['operate', 'audit']],
  ['admin', ['operate', 'audit', 'publish']],
];
it.each(ALLOWED)('a %s may %j', (role, allowed) => {
  for (const capability of ['operate', 'audit', 'publish'] as const) {
    expect([capability, refusalOf(sessionOf(role), capability) === null]).toEqual([
      capability,
      allowed.includes(capability),
    ]);
  }
});
it('a refusal names the role that is needed and the one that the key has', () => {
  expect(refusalOf(sessionOf('viewer'), 'publish')).toBe(
    'To change workflows takes the role admin; the key ann has the role viewer.',
  );
});
it('without keys everything may be done', () => {
  expect(refusalOf({ authentication: 'none', actor: null, role: 'admin' }, 'publish')).toBeNull();
});
