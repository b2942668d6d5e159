/** Where the Temporal Web UI has payloads decoded. */
import type { Configuration } from '../configuration.js';

export const CODEC_PATH = 'api/v1/codec';

/** Undefined where this process has no API, or not yet a port. */
export function codecEndpoint({ host, port, role }: Configuration): string | undefined {
  if (role === 'worker' || port === 0) return undefined;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/${CODEC_PATH}`;
}
