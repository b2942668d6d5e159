/** Who a client is to the server: GET /session and POST /stream-tickets. */

/** Each may do what those before it may. */
export const ACCESS_ROLES = ['viewer', 'operator', 'admin'] as const;
export type AccessRole = (typeof ACCESS_ROLES)[number];
/** Whether a role may what `needed` may. */
export const includesRole = (role: AccessRole, needed: AccessRole): boolean =>
  ACCESS_ROLES.indexOf(role) >= ACCESS_ROLES.indexOf(needed);

export interface Session {
  /** `none`: the server has no API keys, and whoever reaches it may do everything. */
  authentication: 'none' | 'api_key';
  /** The id of the API key; null without keys. */
  actor: string | null;
  role: AccessRole;
}
/** Opens one stream, as `?ticket=` of its address. */
export interface StreamTicket {
  ticket: string;
  /** ISO 8601 UTC with milliseconds. */
  expires_at: string;
}
