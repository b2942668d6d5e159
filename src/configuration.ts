/** The settings of one process, read from the environment once. */
import { resolve } from 'node:path';
import type { StreamBounds } from './events/stream-limits.js';
import { StartupError } from './process/startup-error.js';
import { type RetentionSettings, SHORTEST_RETENTION } from './retention/retention-settings.js';

export type Role = 'api' | 'worker' | 'all';
export interface Configuration {
  host: string;
  port: number;
  role: Role;
  dataDir: string;
  /** Address of a Temporal server; null starts one of our own. */
  temporalAddress: string | null;
  temporalNamespace: string;
  /** Address of the Web UI of a Temporal server that is not our own; null when there is none. */
  temporalUiUrl: string | null;
  /** URL of a PostgreSQL server; null starts one of our own. */
  databaseUrl: string | null;
  functionPacks: string[];
  logLevel: LogLevel;
  /** How many streams may be open in this process, and from each client. */
  streamBounds: StreamBounds;
  /** How long what has ended is kept. */
  retention: RetentionSettings;
}
const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
const ROLES: readonly Role[] = ['api', 'worker', 'all'];
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new StartupError('invalid_setting', `${name}=${value} is not one of ${allowed.join(', ')}`);
  return found;
}
function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartupError('invalid_setting', `PORT=${value} is not a port number from 0 to 65535`);
  }
  return port;
}
function countOf(name: string, value: string): number {
  const count = Number(value);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new StartupError('invalid_setting', `${name}=${value} is not a number from 1`);
}
/** Null for ever, where nothing is said. */
function daysOf(name: string, value: string | undefined, at_least: number): number | null {
  if (!value) return null;
  const days = Number(value);
  if (Number.isSafeInteger(days) && days >= at_least) return days;
  throw new StartupError('invalid_setting', `${name}=${value} is not a whole number of days from ${at_least}`);
}
/** Without a slash at its end. */
function webAddress(name: string, value: string): string | null {
  if (value === '') return null;
  if (/^https?:\/\/[^/]/.test(value) && URL.canParse(value)) return value.replace(/\/+$/, '');
  throw new StartupError('invalid_setting', `${name}=${value} is not an address such as http://127.0.0.1:8233`);
}
/** Without keys everybody who reaches the server may do everything, so only this machine may reach it. */
function loopbackHost(host: string): string {
  if (LOOPBACK.has(host)) return host;
  throw new StartupError(
    'host_refused',
    `HOST=${host} is refused: without API keys the server listens on loopback only; use HOST=127.0.0.1`,
  );
}
/** @throws StartupError naming the setting. */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  return {
    host: loopbackHost(env['HOST'] || '127.0.0.1'),
    port: portOf(env['PORT'] || '8000'),
    role: oneOf('ROLE', env['ROLE'] || 'all', ROLES),
    dataDir: resolve(env['DATA_DIR'] || '.data'),
    temporalAddress: env['TEMPORAL_ADDRESS'] || null,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] || 'default',
    temporalUiUrl: webAddress('TEMPORAL_UI_URL', env['TEMPORAL_UI_URL'] ?? ''),
    databaseUrl: env['DATABASE_URL'] || null,
    functionPacks: (env['FUNCTION_PACKS'] ?? '')
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== ''),
    streamBounds: {
      total: countOf('MAX_STREAMS', env['MAX_STREAMS'] || '5000'),
      per_client: countOf('MAX_STREAMS_PER_CLIENT', env['MAX_STREAMS_PER_CLIENT'] || '1000'),
    },
    retention: {
      executions_days: daysOf('RETENTION_DAYS', env['RETENTION_DAYS'], SHORTEST_RETENTION.executions_days),
      audit_days: daysOf('AUDIT_RETENTION_DAYS', env['AUDIT_RETENTION_DAYS'], SHORTEST_RETENTION.audit_days),
    },
    logLevel: oneOf('LOG_LEVEL', env['LOG_LEVEL'] || 'info', LOG_LEVELS),
  };
}
