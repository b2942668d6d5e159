/** The settings of one process, read from the environment once. */
import { resolve } from 'node:path';
import type { StreamBounds } from './events/stream-limits.js';
import { StartupError } from './process/startup-error.js';
import type { AccessSettings } from './security/access-rules.js';
import { hostName } from './security/host-check.js';
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
  logFormat: LogFormat;
  /** Where a process without an API serves /metrics and /health; null where it does not. */
  metricsPort: number | null;
  /** Whether traces are sent; where to and how is read by OpenTelemetry's SDK itself. */
  tracing: boolean;
  /** How many streams may be open in this process, and from each client. */
  streamBounds: StreamBounds;
  /** Who may use the API. */
  access: AccessSettings;
  /** How long what has ended is kept. */
  retention: RetentionSettings;
}
const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
export type LogLevel = (typeof LOG_LEVELS)[number];
const ROLES: readonly Role[] = ['api', 'worker', 'all'];
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new StartupError('invalid_setting', `${name}=${value} is not one of ${allowed.join(', ')}`);
  return found;
}
function portOf(name: string, value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartupError('invalid_setting', `${name}=${value} is not a port number from 0 to 65535`);
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
/** As OpenTelemetry names its settings. Of its protocols one is spoken here. */
function hasTracing(env: NodeJS.ProcessEnv): boolean {
  const names = ['OTEL_EXPORTER_OTLP_TRACES', 'OTEL_EXPORTER_OTLP'];
  const setting = (what: string) => names.map((name) => env[`${name}_${what}`] ?? '').find((value) => value !== '');
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || setting('ENDPOINT') === undefined) return false;
  const protocol = setting('PROTOCOL') ?? 'http/protobuf';
  if (protocol === 'http/protobuf') return true;
  const way = 'use http/protobuf, which collectors take on port 4318';
  throw new StartupError('invalid_setting', `OTEL_EXPORTER_OTLP_PROTOCOL=${protocol} is not supported: ${way}`);
}
/** Without keys everybody who reaches the server may do everything, so only this machine may reach it. */
function boundHost(host: string, isOpen: boolean): string {
  if (isOpen || LOOPBACK.has(host)) return host;
  throw new StartupError(
    'host_refused',
    `HOST=${host} is refused: without API keys the server listens on loopback only; use HOST=127.0.0.1`,
  );
}
/** Separated by commas. */
const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** As browsers write it. */
function pageOrigin(text: string): string {
  const { origin, href, protocol } = URL.canParse(text) ? new URL(text) : { origin: '', href: '', protocol: '' };
  if (/^https?:$/.test(protocol) && href === `${origin}/`) return origin;
  throw new StartupError('invalid_setting', `ALLOWED_ORIGINS: ${text} is not an origin such as https://tools.example`);
}
function namedHost(text: string): string {
  const name = hostName(text);
  if (name !== null && !/:\d+$/.test(text)) return name;
  throw new StartupError(
    'invalid_setting',
    `ALLOWED_HOSTS: ${text} is not a name such as dynex.example, without a port`,
  );
}
function accessOf(env: NodeJS.ProcessEnv): AccessSettings {
  return {
    keysFile: env['API_KEYS_FILE'] ? resolve(env['API_KEYS_FILE']) : null,
    allowedOrigins: listOf(env['ALLOWED_ORIGINS']).map(pageOrigin),
    allowedHosts: listOf(env['ALLOWED_HOSTS']).map(namedHost),
    requestsPerMinute: countOf('RATE_LIMIT_PER_MINUTE', env['RATE_LIMIT_PER_MINUTE'] || '6000'),
    failuresPerMinute: countOf('RATE_LIMIT_FAILED_PER_MINUTE', env['RATE_LIMIT_FAILED_PER_MINUTE'] || '60'),
  };
}
/** @throws StartupError naming the setting. */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const role = oneOf('ROLE', env['ROLE'] || 'all', ROLES);
  // A worker has no API: what it may serve are its metrics and its health.
  const isOpen = role === 'worker' || Boolean(env['API_KEYS_FILE']);
  return {
    host: boundHost(env['HOST'] || '127.0.0.1', isOpen),
    port: portOf('PORT', env['PORT'] || '8000'),
    role,
    dataDir: resolve(env['DATA_DIR'] || '.data'),
    temporalAddress: env['TEMPORAL_ADDRESS'] || null,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] || 'default',
    temporalUiUrl: webAddress('TEMPORAL_UI_URL', env['TEMPORAL_UI_URL'] ?? ''),
    databaseUrl: env['DATABASE_URL'] || null,
    functionPacks: listOf(env['FUNCTION_PACKS']),
    streamBounds: {
      total: countOf('MAX_STREAMS', env['MAX_STREAMS'] || '5000'),
      per_client: countOf('MAX_STREAMS_PER_CLIENT', env['MAX_STREAMS_PER_CLIENT'] || '1000'),
    },
    tracing: hasTracing(env),
    access: accessOf(env),
    metricsPort: env['METRICS_PORT'] ? portOf('METRICS_PORT', env['METRICS_PORT']) : null,
    logFormat: oneOf('LOG_FORMAT', env['LOG_FORMAT'] || 'text', LOG_FORMATS),
    retention: {
      executions_days: daysOf('RETENTION_DAYS', env['RETENTION_DAYS'], SHORTEST_RETENTION.executions_days),
      audit_days: daysOf('AUDIT_RETENTION_DAYS', env['AUDIT_RETENTION_DAYS'], SHORTEST_RETENTION.audit_days),
    },
    logLevel: oneOf('LOG_LEVEL', env['LOG_LEVEL'] || 'info', LOG_LEVELS),
  };
}
