/** Where the Temporal Web UI has payloads decoded. */
import type { Configuration } from '../configuration.js';

export const CODEC_PATH = 'api/v1/codec';

/** How a server that listens on all addresses is called on its own machine. */
const LOOPBACK_OF: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Undefined where this process has no API, or not yet a port. */
export function codecEndpoint({ host, port, role }: Configuration): string | undefined {
  if (role === 'worker' || port === 0) return undefined;
  const called = LOOPBACK_OF[host] ?? host;
  return `http://${called.includes(':') ? `[${called}]` : called}:${port}/${CODEC_PATH}`;
}
