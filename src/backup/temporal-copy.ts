/**
 * A copy of the database of the embedded Temporal server at one moment. The server stands still for as long as its files
 * are copied: SQLite's file and its write-ahead log are then what they would be after a kill -9, which SQLite opens.
 */
import { join } from 'node:path';
import { isRunning, processesWithArgument } from '../process/process-identity.js';
import { ProcessNotPaused, whilePaused } from '../process/process-pause.js';
import { databaseFile } from '../temporal/server/server-arguments.js';
import { sqliteDamage } from '../temporal/server/sqlite-file.js';
import { BackupError } from './backup-error.js';
import { copyOne } from './file-copy.js';

export interface TemporalCopyOptions {
  /** As a real path. */
  dataDir: string;
  target: string;
  /** A platform runs on DATA_DIR, so its Temporal server has to. */
  isInUse: boolean;
  /** Done while the server stands still. */
  meanwhile(): Promise<void>;
}
export const TEMPORAL_FILES = ['temporal.db', 'temporal.db-wal'] as const;

/** @throws BackupError */
export async function copyTemporal(options: TemporalCopyOptions): Promise<void> {
  const { dataDir, target, isInUse, meanwhile } = options;
  const copy = async () => {
    const files = TEMPORAL_FILES.map((file) => copyOne(join(dataDir, file), join(target, file)));
    await Promise.all([...files, meanwhile()]);
  };
  const [server, ...others] = await processesWithArgument(databaseFile(dataDir));
  if (others.length > 0 || (isInUse && !server)) throw notNow('it is being started or stopped');
  if (server) {
    await whilePaused(server.pid, copy).catch(explain);
    if (!(await isRunning(server))) throw notNow('it ended meanwhile');
  } else {
    await copy();
  }
  const damage = sqliteDamage(join(target, TEMPORAL_FILES[0]));
  if (damage !== null) throw notNow(`the copy of its database is damaged: ${damage}`);
}
function explain(error: unknown): never {
  if (!(error instanceof ProcessNotPaused)) throw error;
  throw new BackupError(
    'temporal_not_paused',
    `The embedded Temporal server cannot be held for the copy (${error.message}): run dynex backup as the user that runs the platform, or with the platform stopped.`,
    { cause: error },
  );
}
function notNow(reason: string): BackupError {
  return new BackupError(
    'temporal_unavailable',
    `The embedded Temporal server cannot be copied now (${reason}): try again when GET /health/ready answers 200, or with the platform stopped.`,
  );
}
