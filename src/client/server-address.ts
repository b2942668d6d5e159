/** Where the platform is. */
export interface ServerAddress {
  /** What goes before `/api/v1/…`; '' for the origin of the page. */
  http: string;
  /** The same for WebSockets, which need a whole URL; null where there is no page to take it from. */
  web_socket: string | null;
}
/**
 * @param base_url such as `http://127.0.0.1:8000`, also with a path before `/api`; '' or '/' is the origin of the page
 * @throws TypeError for a text that is no http or https URL
 */
export function serverAddress(base_url: string): ServerAddress {
  const http = base_url.replace(/\/+$/, '');
  const whole = http === '' ? (pageOrigin() ?? '') : absolute(http);
  return { http: http.startsWith('/') || http === '' ? http : whole, web_socket: webSocketOf(whole) };
}
function absolute(url: string): string {
  const { protocol, href } = new URL(url, pageOrigin() ?? undefined);
  if (protocol === 'http:' || protocol === 'https:') return href.replace(/\/+$/, '');
  throw new TypeError(`base_url: ${url} is neither http nor https`);
}
function webSocketOf(url: string): string | null {
  return url === '' ? null : url.replace(/^http/, 'ws');
}
function pageOrigin(): string | null {
  const { location } = globalThis as { location?: { origin?: string } };
  return location?.origin?.startsWith('http') ? location.origin : null;
}
