/** Makes a DATA_DIR from a backup: whole or not at all. The next start on it carries the executions on. */
import { randomUUID } from 'node:crypto';
import { existsSync, lchownSync, realpathSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { packageVersion } from '../process/package-version.js';
import { knownMigrations } from '../storage/migration-list.js';
import { placeNewCluster } from '../storage/postgres/cluster-location.js';
import { clusterUser, type ClusterUser } from '../storage/postgres/cluster-user.js';
import { BackupError } from './backup-error.js';
import { type BackupManifest, MACHINE, postgresMajor, readManifest, verifyFiles } from './backup-manifest.js';
import { copyTree, type FileTree, sealFile, sealFolder } from './file-copy.js';

export interface RestoreOptions {
  backup: string;
  /** Not there, or empty. */
  dataDir: string;
  log(line: string): void;
}
const CLUSTER = 'postgres/cluster/';

/** @throws BackupError, and StartupError where PostgreSQL finds no user or place here */
export async function restoreBackup({ backup, dataDir, log }: RestoreOptions): Promise<BackupManifest> {
  const folder = resolve(backup);
  const place = existsSync(dataDir) ? realpathSync(dataDir) : resolve(dataDir);
  const mode = await modeOfEmpty(place);
  const manifest = await readManifest(folder);
  refuseForeign(folder, manifest);
  await verifyFiles(folder, manifest);
  const draft = join(dirname(place), `.${basename(place)}.${randomUUID()}.unfinished`);
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    await chmod(draft, mode);
    await fill(draft, folder, manifest, log);
    await rename(draft, place).catch((error: Error) => refuseDataDir(place, error.message));
    await sealFolder(dirname(place));
    return manifest;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
async function fill(draft: string, backup: string, manifest: BackupManifest, log: RestoreOptions['log']) {
  const user = clusterUser(null);
  const home = join(draft, 'postgres');
  await mkdir(home, { mode: 0o755 });
  await chmod(home, 0o755);
  const { folder: cluster } = placeNewCluster({ home, user, log });
  const whole: FileTree = { folders: manifest.folders, files: manifest.files.map(({ path }) => path) };
  const part = (prefix: string) => ({ folders: below(whole.folders, prefix), files: below(whole.files, prefix) });
  await putBack(join(backup, 'temporal'), draft, part('temporal/'));
  await putBack(join(backup, 'postgres'), home, { folders: [], files: ['password'] });
  await putBack(join(backup, CLUSTER), cluster, part(CLUSTER));
  giveTo(user, cluster, part(CLUSTER));
}
async function putBack(from: string, to: string, tree: FileTree): Promise<void> {
  await copyTree(from, to, tree);
  for (const file of tree.files) {
    await chmod(join(to, file), 0o600);
    await sealFile(join(to, file));
  }
  for (const folder of [...tree.folders, '']) await sealFolder(join(to, folder));
}
function giveTo(user: ClusterUser, cluster: string, { folders, files }: FileTree): void {
  if (user === null) return;
  for (const path of ['', ...folders, ...files]) lchownSync(join(cluster, path), user.uid, user.gid);
}
const below = (paths: string[], prefix: string): string[] =>
  paths.flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));

/** @throws BackupError for another machine, another PostgreSQL, or a newer version of the platform */
function refuseForeign(folder: string, { format, version, machine, postgres, migrations }: BackupManifest): void {
  const known = new Set(knownMigrations());
  if (format !== 1 || isNewer(version, packageVersion()) || migrations.some((made) => !known.has(made))) {
    throw new BackupError(
      'backup_of_newer_version',
      `The backup ${folder} was made by version ${version}, which is newer than this one (${packageVersion()}): restore it with that version or a later one.`,
    );
  }
  if (machine === MACHINE && postgres === postgresMajor()) return;
  throw new BackupError(
    'backup_of_another_machine',
    `The backup ${folder} was made by PostgreSQL ${postgres} on ${machine}, and this is PostgreSQL ${postgresMajor()} on ${MACHINE}: restore it on such a machine, with a version that brings that PostgreSQL.`,
  );
}
function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}
/** What an empty folder allows whom stays as it is. */
async function modeOfEmpty(place: string): Promise<number> {
  const found = await stat(place).catch(() => null);
  if (found === null) return 0o700;
  if (!found.isDirectory()) refuseDataDir(place, 'it is not a folder');
  if ((await readdir(place)).length > 0) refuseDataDir(place, 'it is not empty');
  return found.mode & 0o777;
}
function refuseDataDir(place: string, reason: string): never {
  throw new BackupError(
    'data_dir_refused',
    `The backup cannot be restored to ${place} (${reason}): name a folder that is not there or is empty, in a place that this user can write.`,
  );
}
