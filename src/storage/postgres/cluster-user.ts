/**
 * The system user that PostgreSQL runs as. PostgreSQL refuses to run as root; an ordinary user runs it as itself.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { StartupError } from '../../process/startup-error.js';

/** Whom to switch to; null for an ordinary user, who runs it as itself. */
export type ClusterUser = { uid: number; gid: number; name: string } | null;

const OWN_USER = 'dynex';

/**
 * For root: the user that owns the cluster already, else the system user `dynex`, made when it is not there, else
 * `nobody`.
 * @param owner uid and gid of the existing cluster's folder; null before there is one.
 * @throws StartupError `postgres_needs_a_user` when this process can switch to none.
 */
export function clusterUser(owner: { uid: number; gid: number } | null): ClusterUser {
  if (process.getuid?.() !== 0) return null;
  const user = owner && owner.uid !== 0 ? { ...owner, name: `uid ${owner.uid}` } : ownUser();
  if (user && maySwitchTo(user)) return user;
  throw new StartupError(
    'postgres_needs_a_user',
    'PostgreSQL does not run as root, and this process can neither create nor switch to another user: start it as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function ownUser(): ClusterUser {
  return lookUp(OWN_USER) ?? (create(OWN_USER) ? lookUp(OWN_USER) : null) ?? lookUp('nobody');
}

function lookUp(name: string): ClusterUser {
  try {
    const id = (option: string) => Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g'), name };
  } catch {
    return null;
  }
}

/** useradd of the shadow tools (Debian, Red Hat), else adduser of BusyBox (Alpine). */
function create(name: string): boolean {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]],
  ];
  return attempts.some(
    ([program, options]) => spawnSync(program, options, { stdio: 'ignore', timeout: 10_000 }).status === 0,
  );
}

function maySwitchTo(user: { uid: number; gid: number }): boolean {
  const { uid, gid } = user;
  return spawnSync('/bin/sh', ['-c', 'true'], { uid, gid, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0;
}
