/**
 * PostgreSQL's programs where its system user can run them. A clone below a folder that is closed to that user (mode
 * 700) gets a copy below /var/lib/dynamic-executor, one for each version, used by every such clone.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { programOf, type PostgresBinaries } from './binaries.js';
import type { ClusterUser } from './cluster-user.js';
import { openSharedFolder } from './shared-folder.js';

export interface ReachableOptions {
  binaries: PostgresBinaries;
  user: ClusterUser;
  log(line: string): void;
  sharedFolder?: string;
}

export function reachableBinaries({ binaries, user, log, sharedFolder }: ReachableOptions): PostgresBinaries {
  if (user === null || runsFor(binaries, user)) return binaries;
  const name = `postgresql-${binaries.version}-${process.arch}`;
  const copy = { ...binaries, folder: join(openSharedFolder(sharedFolder), name) };
  if (existsSync(copy.folder) && runsFor(copy, user)) return copy;
  log(
    `PostgreSQL runs as ${user.name}, which cannot reach ${binaries.folder}: its programs are copied to ${copy.folder}`,
  );
  copyPrograms(binaries.folder, copy.folder);
  return copy;
}

function runsFor(binaries: PostgresBinaries, { uid, gid }: { uid: number; gid: number }): boolean {
  const options = { uid, gid, cwd: '/', stdio: 'ignore', timeout: 20_000 } as const;
  return spawnSync(programOf(binaries, 'postgres'), ['--version'], options).status === 0;
}

/** Whole or not at all, also beside another start that does the same. */
function copyPrograms(from: string, to: string): void {
  const draft = `${to}.${randomUUID()}`;
  cpSync(realpathSync(from), draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith('.a'),
  });
  rmSync(to, { recursive: true, force: true });
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
