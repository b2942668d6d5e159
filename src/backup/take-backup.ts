/**
 * A backup of the embedded servers of a DATA_DIR, whether a platform runs on it or not.
 *
 * The moment that it shows is one that a kill -9 of everything could have left behind, and from there the next start
 * carries every execution on. For that, PostgreSQL's copy must not be older than Temporal's: rows, Plans and payloads are
 * stored before Temporal hears of them. And Temporal's must not be newer than what it had heard of then. So the Temporal
 * server stands still while its files are copied, and in that time PostgreSQL's copy gets its end: what is in it and
 * unknown to Temporal was on its way, and is done again.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { tryProcessLock } from '../process/process-lock.js';
import { clusterFolder } from '../storage/postgres/cluster-location.js';
import { runningPostgres, startEmbeddedPostgres } from '../storage/postgres/embedded-postgres.js';
import { databaseFile } from '../temporal/server/server-arguments.js';
import { BackupError } from './backup-error.js';
import { type BackupManifest, sealBackup } from './backup-manifest.js';
import { DatabaseCopy } from './database-copy.js';
import { copyOne, sealFolder } from './file-copy.js';
import { copyTemporal } from './temporal-copy.js';

export interface BackupOptions {
  dataDir: string;
  /** The folder that is made; it must not be there. */
  target: string;
  log(line: string): void;
}
interface Source {
  /** As a real path. */
  dataDir: string;
  /** A platform has it. */
  isInUse: boolean;
  databaseUrl: string;
  release(): Promise<void>;
}

/** Whole or not at all. @throws BackupError, and StartupError where a cluster that lies still does not start */
export async function takeBackup({ dataDir, target, log }: BackupOptions): Promise<BackupManifest> {
  const place = resolve(target);
  refuseExisting(place);
  refuseIncomplete(dataDir);
  const draft = join(dirname(place), `.${basename(place)}.${randomUUID()}.unfinished`);
  await makeFolder(draft);
  try {
    const source = await open(realpathSync(dataDir), log);
    const manifest = await copyInto(draft, source).finally(() => source.release());
    refuseExisting(place);
    await rename(draft, place);
    await sealFolder(dirname(place));
    return manifest;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
async function copyInto(draft: string, { dataDir, isInUse, databaseUrl }: Source): Promise<BackupManifest> {
  const home = join(dataDir, 'postgres');
  const copied = join(draft, 'postgres');
  const database = await DatabaseCopy.begin(databaseUrl, clusterFolder(home), join(copied, 'cluster'));
  try {
    await copyOne(join(home, 'password'), join(copied, 'password'));
    const migrations = await database.migrations();
    await database.copyFiles();
    let created_at = '';
    const meanwhile = async () => {
      await database.finish();
      created_at = new Date().toISOString();
    };
    await copyTemporal({ dataDir, target: join(draft, 'temporal'), isInUse, meanwhile });
    await database.copyLog();
    await database.close();
    return await sealBackup(draft, { created_at, migrations });
  } finally {
    await database.close();
  }
}
/** Where no platform has DATA_DIR, it is kept from starting meanwhile, and PostgreSQL is started for the copy. */
async function open(dataDir: string, log: (line: string) => void): Promise<Source> {
  const lock = await tryProcessLock(dataDir, 'instance.lock');
  if (lock.kind === 'held') return runningSource(dataDir);
  try {
    const server = await startEmbeddedPostgres({ dataDir, log });
    const release = async () => {
      if (!server.adopted) await server.stop();
      await lock.release();
    };
    return { dataDir, isInUse: false, databaseUrl: server.url, release };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
async function runningSource(dataDir: string): Promise<Source> {
  const databaseUrl = await runningPostgres(dataDir);
  if (databaseUrl === null) {
    throw new BackupError(
      'database_unavailable',
      `The platform on DATA_DIR ${dataDir} has no PostgreSQL running now: try again when GET /health/ready answers 200.`,
    );
  }
  return { dataDir, isInUse: true, databaseUrl, release: () => Promise.resolve() };
}
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (error) {
    throw new BackupError(
      'backup_not_written',
      `The backup cannot be written (${(error as Error).message}): name a folder in a place that this user can write.`,
      { cause: error },
    );
  }
}
function refuseExisting(target: string): void {
  if (!existsSync(target)) return;
  throw new BackupError('backup_exists', `${target} is there already: name a folder that is not.`);
}
function refuseIncomplete(dataDir: string): void {
  const needed = [join(dataDir, 'postgres'), databaseFile(dataDir)];
  const missing = needed.find((path) => !existsSync(path));
  if (missing === undefined) return;
  throw new BackupError(
    'nothing_to_back_up',
    `There are no embedded servers to back up in DATA_DIR ${resolve(dataDir)} (${missing} is not there): name it with --data-dir; servers at DATABASE_URL and TEMPORAL_ADDRESS are backed up by their own means.`,
  );
}
