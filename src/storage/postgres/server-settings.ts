/**
 * The settings of the embedded PostgreSQL, given on its command line so that every start has today's. Small for one
 * machine; durability (fsync, synchronous_commit, full_page_writes) stays as PostgreSQL ships it.
 */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  huge_pages: 'off',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_checkpoints: 'off',
  lc_messages: 'C',
};

/** The argument by which a running server tells whose it is. */
export const ownerArgument = (dataDir: string) => `dynamic_executor.data_dir=${dataDir}`;

export interface ServerOptions {
  port: number;
  /** A real path. */
  dataDir: string;
  /** In place of those above, by their names. */
  settings?: Record<string, string> | undefined;
}
/** The options of `postgres`, without its data folder. */
export function serverOptions({ port, dataDir, settings: own = {} }: ServerOptions): string[] {
  const settings = Object.entries({ ...SETTINGS, ...own }).map(([name, value]) => `${name}=${value}`);
  return ['-p', String(port), ...[...settings, ownerArgument(dataDir)].flatMap((setting) => ['-c', setting])];
}

/** The environment of PostgreSQL's programs: nothing of this process that would change what they do. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { LC_ALL: 'C', ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }) };
}
