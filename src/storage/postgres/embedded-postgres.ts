/**
 * A real PostgreSQL under DATA_DIR, for machines without a DATABASE_URL.
 *
 * 1. Exactly one server runs for a DATA_DIR: one that a killed process left behind is adopted, or ended when it does
 *    not answer. The caller holds the instance lock of DATA_DIR.
 * 2. It listens on 127.0.0.1 only and asks for the generated password (scram-sha-256).
 * 3. It runs in a session of its own, so that no signal to this process reaches it, and never as root.
 * 4. Every wait is bounded: a cluster that does not start is a StartupError that quotes PostgreSQL.
 */
import { readFileSync, realpathSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readChildProcessRecord, writeChildProcessRecord } from '../../process/child-process-record.js';
import { freePort } from '../../process/free-port.js';
import { openServerLog } from '../../process/server-log-file.js';
import { adoptServer, type ServerProcess } from '../../process/server-process.js';
import { StartupError } from '../../process/startup-error.js';
import { databaseUrl, openDatabase } from './app-database.js';
import { findBinaries } from './binaries.js';
import { clusterFolder, locateCluster, type ReachProbe } from './cluster-location.js';
import { clusterUser, type ClusterUser } from './cluster-user.js';
import { initialiseCluster } from './initdb.js';
import {
  awaitReady,
  clearTheWay,
  endPostmaster,
  findPostmaster,
  launchPostmaster,
  type LaunchResult,
} from './postmaster.js';
import { reachableBinaries } from './reachable-binaries.js';

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log(line: string): void;
  /** The port to use, and no other; without it the last one when it is free, else any. */
  port?: number;
  reaches?: ReachProbe;
  sharedFolder?: string;
}
export interface EmbeddedPostgres {
  /** postgresql://… with the password: not for logs. */
  url: string;
  port: number;
  pid: number;
  /** An earlier process had left it running. */
  adopted: boolean;
  /** Resolves when the server has ended, by stop() or by itself. */
  exited: Promise<void>;
  /** Fast shutdown, bounded to 15 s. */
  stop(): Promise<void>;
}

interface Setting extends EmbeddedPostgresOptions {
  home: string;
  user: ClusterUser;
}

const SERVER = 'postgres';
const ATTEMPTS = 5;

/** @throws StartupError, whose code starts with `postgres_` or `shared_folder_`. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = realpathSync(options.dataDir);
  const home = join(dataDir, SERVER);
  const setting = { ...options, dataDir, home, user: clusterUser(ownerOf(home)) };
  return (await adopt(setting)) ?? (await start(setting));
}

/** The address of the server that runs for a DATA_DIR, with the password; null when none does. Nothing is changed. */
export async function runningPostgres(dataDir: string): Promise<string | null> {
  const home = join(realpathSync(dataDir), SERVER);
  const running = await findPostmaster(clusterFolder(home), realpathSync(dataDir));
  return running && databaseUrl(running.port, passwordOf(home));
}

async function adopt(setting: Setting): Promise<EmbeddedPostgres | null> {
  if (!existsSync(setting.home)) return null;
  const running = await findPostmaster(clusterFolder(setting.home), setting.dataDir);
  if (running === null) return null;
  try {
    await openDatabase(running.port, passwordOf(setting.home));
  } catch (error) {
    setting.log(
      `PostgreSQL (process ${running.pid}) was left running and does not answer: ${(error as Error).message}`,
    );
    await endPostmaster(running);
    return null;
  }
  setting.log(`PostgreSQL (process ${running.pid}) was left running by an earlier start and is used again`);
  return describe(setting, adoptServer(running), running.port, true);
}

async function start(setting: Setting): Promise<EmbeddedPostgres> {
  const binaries = reachableBinaries({ ...setting, binaries: findBinaries() });
  await initialiseCluster({ ...setting, binaries });
  const location = locateCluster(setting);
  const password = passwordOf(setting.home);
  for (let attempt = 1; ; attempt += 1) {
    const port = setting.port ?? (await freePort(lastPort(setting.dataDir)));
    await clearTheWay(location.folder);
    const log = openServerLog(join(setting.dataDir, 'postgres.log'));
    const server = await launchPostmaster({ ...setting, binaries, location, port, log });
    record(setting, server, port);
    const result = await awaitReady(server, location.folder, log);
    if (result.kind === 'ready') {
      await openOrEnd(setting, server, port, password);
      return describe(setting, server, port, false);
    }
    if (result.kind === 'late') await endPostmaster(server);
    if (attempt === ATTEMPTS || !isWorthRetrying(result)) throw startFailed(setting, result);
    await delay(500 * attempt);
  }
}

/** The port was taken meanwhile, or workers of a killed server are still about to notice its death. */
function isWorthRetrying(result: LaunchResult): boolean {
  const passing = /could not bind|pre-existing shared memory block|is still in use/;
  return result.kind === 'ended' && result.log.some((line) => passing.test(line));
}

async function openOrEnd(setting: Setting, server: ServerProcess, port: number, password: string): Promise<void> {
  try {
    await openDatabase(port, password);
  } catch (error) {
    await endPostmaster(server);
    throw damaged(setting, (error as Error).message, error);
  }
}

function describe(setting: Setting, server: ServerProcess, port: number, adopted: boolean): EmbeddedPostgres {
  const stop = () => endPostmaster(server);
  const url = databaseUrl(port, passwordOf(setting.home));
  return { url, port, pid: server.pid, adopted, exited: server.exited, stop };
}

function record(setting: Setting, server: ServerProcess, port: number): void {
  const { pid, started_at } = server;
  writeChildProcessRecord(setting.dataDir, SERVER, { pid, started_at, ports: { sql: port }, command: ['postgres'] });
}

function lastPort(dataDir: string): number | undefined {
  return readChildProcessRecord(dataDir, SERVER)?.ports['sql'];
}

/** Owner of the cluster's folder; null while there is none. */
function ownerOf(home: string): { uid: number; gid: number } | null {
  return existsSync(home) ? statSync(clusterFolder(home)) : null;
}

function passwordOf(home: string): string {
  try {
    return readFileSync(join(home, 'password'), 'utf8').trim();
  } catch (error) {
    throw new StartupError(
      'postgres_password_missing',
      `The password of the PostgreSQL cluster cannot be read (${(error as Error).message}): restore DATA_DIR from a backup, or start with an empty one.`,
      { cause: error },
    );
  }
}

function startFailed(setting: Setting, result: LaunchResult): StartupError {
  if (result.kind !== 'ended') return damaged(setting, 'it is not ready after two minutes');
  const complaint = result.log.findLast((line) => /FATAL|PANIC|^postgres: /.test(line)) ?? result.log.at(-1);
  return damaged(setting, complaint?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'it ended without a word');
}

function damaged(setting: Setting, complaint: string, cause?: unknown): StartupError {
  return new StartupError(
    'postgres_does_not_start',
    `The PostgreSQL cluster in DATA_DIR ${setting.dataDir} does not start (${complaint}): restore DATA_DIR from a backup, start with an empty one, or set DATABASE_URL; details are in ${join(setting.dataDir, 'postgres.log')}.`,
    { cause },
  );
}
