/** What a backup says of itself: of which version it is, and what belongs to it, byte by byte. */
import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageVersion } from '../process/package-version.js';
import { findBinaries } from '../storage/postgres/binaries.js';
import { BackupError } from './backup-error.js';
import { digestOf, forEachAtOnce, sealFile, sealFolder, treeOf } from './file-copy.js';

export interface BackedUpFile {
  /** Relative to the backup, with `/`. */
  path: string;
  bytes: number;
  sha256: string;
}
export interface BackupManifest {
  format: 1;
  /** ISO 8601 UTC with milliseconds: the moment that the backup shows. */
  created_at: string;
  /** Of this package. */
  version: string;
  /** Operating system and processor: the files of PostgreSQL are good for no other. */
  machine: string;
  /** Major version. */
  postgres: number;
  /** When the migrations that the tables have were made, in ms since 1970. */
  migrations: number[];
  folders: string[];
  files: BackedUpFile[];
}
export const MANIFEST = 'manifest.json';
export const MACHINE = `${process.platform}-${process.arch}`;

/** Of the PostgreSQL that is brought along. */
export const postgresMajor = (): number => Number.parseInt(findBinaries().version, 10);

/** Writes the manifest of what lies in the folder, when all of it is on the disk. */
export async function sealBackup(
  folder: string,
  about: Pick<BackupManifest, 'created_at' | 'migrations'>,
): Promise<BackupManifest> {
  const { folders, files: paths } = await treeOf(folder);
  const files: BackedUpFile[] = [];
  await forEachAtOnce(paths, async (path) => files.push({ path, ...(await sealFile(join(folder, path))) }));
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  const made = { version: packageVersion(), machine: MACHINE, postgres: postgresMajor() };
  const manifest: BackupManifest = { format: 1, ...about, ...made, folders, files };
  await writeFile(join(folder, MANIFEST), manifestText(manifest), { mode: 0o600 });
  await sealFile(join(folder, MANIFEST));
  for (const path of [...folders, '']) await sealFolder(join(folder, path));
  return manifest;
}
/** @throws BackupError `no_backup`, `backup_damaged` */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: Error) => {
    throw new BackupError(
      'no_backup',
      `${folder} is not a backup (${error.message}): name a folder that dynex backup made.`,
    );
  });
  try {
    const manifest = JSON.parse(text) as BackupManifest;
    if (manifestText(manifest) === text && pathsOf(manifest).every(staysInside)) return manifest;
  } catch {
    // Said below.
  }
  throw damaged(folder, `its ${MANIFEST} is not as it was written`);
}
/** @throws BackupError `backup_damaged` naming the first file that is not as it was backed up */
export async function verifyFiles(folder: string, { files }: BackupManifest): Promise<void> {
  await forEachAtOnce(files, async ({ path, bytes, sha256 }) => {
    const file = join(folder, path);
    const found = await stat(file).catch(() => null);
    if (found === null) throw damaged(folder, `${path} is missing`);
    if (found.size !== bytes) throw damaged(folder, `${path} has ${found.size} of ${bytes} bytes`);
    if ((await digestOf(file)).sha256 !== sha256) throw damaged(folder, `the content of ${path} is another`);
  });
}
const pathsOf = ({ folders, files }: BackupManifest) => [...folders, ...files.map(({ path }) => path)];
const staysInside = (path: string) => path.split('/').every((name) => !['', '.', '..'].includes(name));

function damaged(folder: string, reason: string): BackupError {
  return new BackupError('backup_damaged', `The backup ${folder} is damaged (${reason}): use another copy of it.`);
}
/** With a checksum of its own in front. */
export function manifestText(manifest: BackupManifest & { checksum?: string }): string {
  const { checksum: _, ...content } = manifest;
  const checksum = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${JSON.stringify({ checksum, ...content }, null, 1)}\n`;
}
