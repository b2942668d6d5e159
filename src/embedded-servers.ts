/** The servers that this process brings along where none is named: PostgreSQL and Temporal under DATA_DIR. */
import type { Configuration } from './configuration.js';
import type { Addresses } from './platform-parts.js';
import { superviseServer, type SupervisionState, type Supervisor } from './process/server-supervisor.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './storage/postgres/embedded-postgres.js';
import { codecEndpoint } from './temporal/codec-endpoint.js';
import { startEmbeddedTemporal, type EmbeddedTemporal } from './temporal/server/embedded-temporal.js';
import { obtainTemporalCli } from './temporal/server/obtain-temporal.js';
import { superviseTemporal } from './temporal/server/temporal-supervisor.js';

export interface EmbeddedServersOptions {
  configuration: Configuration;
  log(line: string): void;
  /** An embedded server died and is started again, or is back. */
  onStateChange(server: 'database' | 'temporal', state: SupervisionState): void;
  /** Ends what takes long: a download, a build, the wait for a server. */
  stopped: AbortSignal;
  /** An embedded server does not come back. */
  onGiveUp(error: Error): void;
}
export interface Servers {
  addresses: Addresses;
  stop(): Promise<void>;
}
export const needsEmbeddedServers = ({ databaseUrl, temporalAddress }: Configuration): boolean =>
  databaseUrl === null || temporalAddress === null;

/** Starts what is not configured. When one of them fails, the other is stopped again. */
export async function startServers(options: EmbeddedServersOptions): Promise<Servers> {
  const [postgres, temporal] = await Promise.allSettled([postgresFor(options), temporalFor(options)]);
  const started = [temporal, postgres].flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  const stop = async () => {
    for (const supervisor of started) await supervisor.stop();
  };
  if (postgres.status === 'fulfilled' && temporal.status === 'fulfilled') {
    return { addresses: addressesOf(options.configuration, postgres.value, temporal.value), stop };
  }
  await stop();
  throw [postgres, temporal].find((one) => one.status === 'rejected')?.reason;
}
async function postgresFor(options: EmbeddedServersOptions): Promise<Supervisor<EmbeddedPostgres> | null> {
  const { configuration, log, onGiveUp, onStateChange } = options;
  const { databaseUrl, dataDir } = configuration;
  if (databaseUrl !== null) return null;
  return superviseServer({
    name: 'The embedded PostgreSQL',
    server: await startEmbeddedPostgres({ dataDir, log }),
    restart: ({ port }) => startEmbeddedPostgres({ dataDir, log, port }),
    log,
    onGiveUp,
    onStateChange: (state) => onStateChange('database', state),
  });
}
async function temporalFor(options: EmbeddedServersOptions): Promise<Supervisor<EmbeddedTemporal> | null> {
  const { configuration, log, onGiveUp, onStateChange, stopped } = options;
  const { dataDir, temporalNamespace: namespace, temporalAddress } = configuration;
  if (temporalAddress !== null) return null;
  const { path: cliPath } = await obtainTemporalCli({ env: process.env, progress: log, signal: stopped });
  const start = { cliPath, dataDir, namespace, log, uiCodecEndpoint: codecEndpoint(configuration) };
  const server = await startEmbeddedTemporal(start);
  return superviseTemporal({ start, server, onGiveUp, onStateChange: (state) => onStateChange('temporal', state) });
}
function addressesOf(
  configuration: Configuration,
  postgres: Supervisor<EmbeddedPostgres> | null,
  temporal: Supervisor<EmbeddedTemporal> | null,
): Addresses {
  return {
    databaseUrl: postgres?.server.url ?? configuration.databaseUrl ?? '',
    temporalAddress: temporal?.server.address ?? configuration.temporalAddress ?? '',
    temporalUi: temporal?.server.uiUrl ?? configuration.temporalUiUrl,
  };
}
