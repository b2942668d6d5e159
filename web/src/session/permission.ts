/** What a role may do in the dashboard. The platform decides; this says beforehand what it will refuse. */
import { type AccessRole, includesRole, type Session } from '../../../src/contracts/session.js';

/** `operate`: run, steer, recover and decide executions. `publish`: change workflows. */
export type Capability = 'operate' | 'publish' | 'audit';
const ACTS: Record<Capability, string> = {
  operate: 'To run, recover or decide',
  publish: 'To change workflows',
  audit: 'To read the audit',
};
const NEEDED: Record<Capability, AccessRole> = { operate: 'operator', publish: 'admin', audit: 'operator' };
/** Behind the role's name. */
export const ROLE_WORDS: Record<AccessRole, string> = {
  viewer: 'may look, not act',
  operator: 'may run and recover, not publish',
  admin: 'may do everything',
};

/** Why not, in words; null where it may be done. */
export function refusalOf({ actor, role }: Session, capability: Capability): string | null {
  const needed = NEEDED[capability];
  if (includesRole(role, needed)) return null;
  return `${ACTS[capability]} takes the role ${needed}; the key ${actor ?? ''} has the role ${role}.`;
}
