/**
 * Where the cluster of a DATA_DIR lives, and by which path its user reaches it.
 *
 * DATA_DIR/postgres/password      the generated password, mode 0600
 * DATA_DIR/postgres/cluster       the cluster, or
 * DATA_DIR/postgres/location      the path of a cluster elsewhere
 *
 * A cluster in DATA_DIR is copied, moved and deleted with it, so that is the first choice. Where DATA_DIR lies under a
 * folder that is closed to the cluster's user (a clone below a home folder of mode 700), Linux still lets that user
 * work in it: the process is started inside the folder and names it /proc/self/cwd. Where that does not work either,
 * the cluster goes to a folder below /var/lib/dynamic-executor.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { StartupError } from '../../process/startup-error.js';
import type { ClusterUser } from './cluster-user.js';
import { openSharedFolder } from './shared-folder.js';

export interface ClusterLocation {
  folder: string;
  /** What `-D` says, for a process whose working directory is the folder. */
  argument: string;
}
/** Whether a user can work in a folder under that name. */
export type ReachProbe = (location: ClusterLocation, user: ClusterUser) => boolean;

const WORKING_DIRECTORY = '/proc/self/cwd';

/** The folder of PostgreSQL in a DATA_DIR, or in the draft of one. */
export interface ClusterHome {
  home: string;
  user: ClusterUser;
  log(line: string): void;
  reaches?: ReachProbe;
  sharedFolder?: string;
}

/** Makes the empty folder of a new cluster, in `home` when its user can reach it there, else elsewhere. */
export function placeNewCluster(options: ClusterHome): ClusterLocation {
  const inside = join(options.home, 'cluster');
  ownFolder(inside, options.user);
  const reached = reachedBy(inside, options);
  if (reached) return reached;
  const elsewhere = join(openSharedFolder(options.sharedFolder), randomBytes(8).toString('hex'), 'cluster');
  ownFolder(elsewhere, options.user);
  claimElsewhere(elsewhere, options.home);
  writeFileSync(join(options.home, 'location'), `${elsewhere}\n`);
  options.log(
    `PostgreSQL runs as ${options.user?.name ?? 'this user'}, which cannot reach ${options.home}: the cluster is in ${elsewhere}`,
  );
  return reachedBy(elsewhere, options) ?? unreachable(elsewhere, options.user);
}

/**
 * Finds the existing cluster and gives it to its user: a copy made by root belongs to root.
 * @throws StartupError `postgres_cluster_damaged` or `postgres_cluster_unreachable`.
 */
export function locateCluster(options: ClusterHome): ClusterLocation {
  const folder = clusterFolder(options.home);
  giveTo(folder, options.user);
  return reachedBy(folder, options) ?? unreachable(folder, options.user);
}

/**
 * The folder of an existing cluster.
 * @throws StartupError `postgres_cluster_damaged` or `postgres_cluster_of_another`.
 */
export function clusterFolder(home: string): string {
  const elsewhere = elsewhereOf(home);
  if (elsewhere !== null) claimElsewhere(elsewhere, home);
  const folder = elsewhere ?? join(home, 'cluster');
  if (existsSync(join(folder, 'PG_VERSION'))) return realpathSync(folder);
  throw new StartupError(
    'postgres_cluster_damaged',
    `The PostgreSQL cluster of this DATA_DIR is not complete (${folder} has no PG_VERSION): restore DATA_DIR from a backup, or start with an empty one.`,
  );
}

/**
 * Writes down beside a cluster elsewhere which DATA_DIR it belongs to. A moved DATA_DIR keeps its cluster; a copy of
 * one would share it with the original, and is refused.
 */
function claimElsewhere(folder: string, home: string): void {
  const file = join(dirname(folder), 'owner');
  if (!existsSync(dirname(folder))) return;
  const mine = realpathSync(dirname(home));
  const owner = existsSync(file) ? readFileSync(file, 'utf8').trim() : mine;
  if (owner !== mine && elsewhereOf(join(owner, 'postgres')) === folder) {
    throw new StartupError(
      'postgres_cluster_of_another',
      `DATA_DIR ${mine} is a copy of ${owner}, whose PostgreSQL cluster is in ${folder}: start that one, or make the copy with dynex backup.`,
    );
  }
  writeFileSync(file, `${mine}\n`);
}

function elsewhereOf(home: string): string | null {
  const file = join(home, 'location');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

function reachedBy(folder: string, { user, reaches = canWorkIn }: ClusterHome): ClusterLocation | null {
  const real = realpathSync(folder);
  const locations: ClusterLocation[] = [
    { folder: real, argument: real },
    ...(process.platform === 'linux' ? [{ folder: real, argument: WORKING_DIRECTORY }] : []),
  ];
  return locations.find((location) => reaches(location, user)) ?? null;
}

/** Tried as that user, since no look at modes knows of access lists, name spaces and network folders. */
const canWorkIn: ReachProbe = ({ folder, argument }, user) => {
  if (user === null) return true;
  const script = 'cd -- "$1" && test -r . && test -w . && test -x .';
  const { uid, gid } = user;
  const options = { uid, gid, cwd: folder, stdio: 'ignore', timeout: 10_000 } as const;
  return spawnSync('/bin/sh', ['-c', script, 'sh', argument], options).status === 0;
};

function unreachable(folder: string, user: ClusterUser): never {
  throw new StartupError(
    'postgres_cluster_unreachable',
    `PostgreSQL runs as ${user?.name ?? 'this user'}, which cannot work in ${folder}: give that user access, start as the owner of DATA_DIR, or set DATABASE_URL.`,
  );
}

function ownFolder(folder: string, user: ClusterUser): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
}

/** The top folder comes last: until then an interrupted change is taken up again. */
function giveTo(folder: string, user: ClusterUser): void {
  const { uid, mode } = statSync(folder);
  if (user && uid !== user.uid) chownTree(folder, user);
  if ((mode & 0o777) !== 0o700 && (user || uid === process.getuid?.())) chmodSync(folder, 0o700);
}

function chownTree(folder: string, user: { uid: number; gid: number }): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) chownTree(path, user);
    else lchownSync(path, user.uid, user.gid);
  }
  lchownSync(folder, user.uid, user.gid);
}
