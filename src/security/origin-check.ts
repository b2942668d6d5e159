/** Which pages may send requests. Browsers name a page's origin; other programs name none. */
import { Refusal } from './refusal.js';

/** A page of the server itself; one that may read answers across origins; or no page at all. */
export type Caller = { kind: 'no_page' } | { kind: 'own_page' } | { kind: 'foreign_page'; origin: string };

export interface SentFrom {
  /** The headers. */
  origin: string | undefined;
  host: string | undefined;
}
/** @throws Refusal 403 for a page of an origin that is neither the server's own nor `isAllowed` */
export function checkOrigin({ origin, host }: SentFrom, isAllowed: (origin: string) => boolean): Caller {
  if (origin === undefined) return { kind: 'no_page' };
  if (isOwn(origin, host)) return { kind: 'own_page' };
  if (isAllowed(origin)) return { kind: 'foreign_page', origin };
  throw new Refusal(403, 'origin_refused', 'Pages of that Origin may not call this server: add it to ALLOWED_ORIGINS');
}
/** The Host is compared as the origin's scheme reads it: whether 80 or 443 goes without saying. */
function isOwn(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: named } = new URL(origin);
  const own = `${protocol}//${host}`;
  return named !== '' && URL.canParse(own) && new URL(own).host === named;
}
