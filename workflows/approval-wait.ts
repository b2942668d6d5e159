/** The wait for a person's decision about a risky result, until it expires. */
import type { Approval } from '../src/contracts/execution.js';
import { iso } from './iso-time.js';

/** How long an execution waits for approval unless it is given more: 72 h, in ms. */
export const APPROVAL_TTL_MS = 72 * 3_600_000;

/** `requested_at` in ISO 8601, `now` in ms since the epoch. */
export function requestedApproval(requested_at: string, now: number): Approval {
  const undecided = { decided_at: null, decided_by: null, notes: null };
  return { status: 'pending', requested_at, expires_at: iso(now + APPROVAL_TTL_MS), ...undecided };
}
export function extendApproval(approval: Approval, seconds: number): void {
  approval.expires_at = iso(Date.parse(approval.expires_at) + seconds * 1000);
}
export function leftMs({ expires_at }: Approval, now: number): number {
  return Math.max(0, Date.parse(expires_at) - now);
}
