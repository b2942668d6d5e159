/** Requests that are refused for who sends them, from where, or how many: problems that the audit hears of. */
import type { AccessRole } from '../contracts/session.js';
import { Problem } from '../http/problem.js';

interface About {
  headers?: Record<string, string>;
  needed_role?: AccessRole;
  /** False for what every client asks before it has a key. */
  audited?: boolean;
}
export class Refusal extends Problem {
  readonly needed_role: AccessRole | null;
  readonly audited: boolean;

  constructor(status: number, code: string, detail: string, { headers = {}, needed_role, audited }: About = {}) {
    super(status, code, detail, [], headers);
    this.needed_role = needed_role ?? null;
    this.audited = audited ?? true;
  }
}
/** RFC 6750, section 3. */
export function unauthenticated(why: string, about: About = {}): Refusal {
  return new Refusal(401, 'unauthenticated', why, { ...about, headers: { 'www-authenticate': 'Bearer' } });
}
export function forbidden(role: AccessRole, needed_role: AccessRole): Refusal {
  const what = `This needs the role ${needed_role}, and the key has ${role}: use another key`;
  return new Refusal(403, 'forbidden', what, { needed_role });
}
export function rateLimited(what: string, retry_after_seconds: number): Refusal {
  const detail = `${what}: try again in ${retry_after_seconds} s`;
  return new Refusal(429, 'rate_limited', detail, { headers: { 'retry-after': String(retry_after_seconds) } });
}
