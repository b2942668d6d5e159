/** What answers tell browsers to keep from doing. The dashboard's pages have a policy of their own. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Of answers that are data: nothing of them runs, and nobody frames them. */
const NOTHING = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'form-action': ["'none'"] };
/** The page of /docs has a script and styles within it. */
const DOCS = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'unsafe-inline'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};
const DOCS_PATH = /^\/docs(\/|$)/i;

/** Who ends TLS in front of the server says for how long browsers shall insist on it. */
const headers = (directives: Record<string, string[]>): RequestHandler =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
    xXssProtection: false,
    originAgentCluster: false,
    xPermittedCrossDomainPolicies: false,
  });

export function securityHeaders(): RequestHandler {
  const [data, docs] = [headers(NOTHING), headers(DOCS)];
  return (request, response, next) => (DOCS_PATH.test(request.path) ? docs : data)(request, response, next);
}
