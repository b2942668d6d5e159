/** What a request asks the dashboard for, from its method, its path and what it accepts. */
export interface AskedOf {
  method: string;
  /** As it was sent, without the query. */
  path: string;
  accept: string | undefined;
}
export type DashboardRequest = { kind: 'page' } | { kind: 'file'; path: string } | { kind: 'other' };

/** Answered by others: the dashboard takes nothing at or below these. */
const RESERVED = ['/api', '/health', '/metrics', '/openapi.json', '/docs'];
/** No folder that starts with a dot, and nothing that has to be decoded. */
const FILE_PATH = /^(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/;
const EXTENSION = /\.[A-Za-z0-9]+$/;
/** Everything that the build names by its content. */
export const HASHED_FOLDER = '/assets/';

/** A page is the root, or any path that a browser navigates to; a last part with an extension, such as `a.js`, is a file. */
export function readDashboardRequest({ method, path, accept }: AskedOf): DashboardRequest {
  if ((method !== 'GET' && method !== 'HEAD') || isReserved(path)) return { kind: 'other' };
  if (path === '/') return { kind: 'page' };
  if (path.startsWith(HASHED_FOLDER) || EXTENSION.test(path)) return { kind: 'file', path };
  return acceptsHtml(accept) ? { kind: 'page' } : { kind: 'other' };
}
/** The path below the build's folder; null for one that cannot be of a file there. */
export const filePath = (path: string): string | null => (FILE_PATH.test(path) ? path.slice(1) : null);

const isReserved = (path: string): boolean => RESERVED.some((one) => path === one || path.startsWith(`${one}/`));

/** Named, and not just covered by a wildcard: a client of the API that errs in its path gets a problem and no page. */
const acceptsHtml = (accept = ''): boolean => /(^|[\s,])text\/html(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accept);
