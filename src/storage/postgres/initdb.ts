import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartupError } from '../../process/startup-error.js';
import { programOf, type PostgresBinaries } from './binaries.js';
import { placeNewCluster, type ClusterHome, type ClusterLocation } from './cluster-location.js';
import { serverEnvironment } from './server-settings.js';

export const ROLE = 'dynex';
const TIME_LIMIT_MS = 120_000;

/**
 * Makes DATA_DIR/postgres with a new cluster and its password, when it is not there. It is built under another name
 * and renamed when it is whole, so that a start that was killed leaves nothing half made.
 * @throws StartupError `postgres_initdb_failed`
 */
export async function initialiseCluster(options: ClusterHome & { binaries: PostgresBinaries }): Promise<void> {
  const { home } = options;
  if (existsSync(home)) return;
  const draft = `${home}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o755 });
  const location = placeNewCluster({ ...options, home: draft });
  const password = join(draft, 'password');
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await runInitdb({ ...options, location, password });
  renameSync(draft, home);
}

interface InitdbRun extends ClusterHome {
  binaries: PostgresBinaries;
  location: ClusterLocation;
  password: string;
}

/** initdb reads the password from its standard input, an open file: it need not be able to reach the file's folder. */
async function runInitdb({ binaries, location, password, user }: InitdbRun): Promise<void> {
  if (user) chownSync(password, user.uid, user.gid);
  const input = openSync(password, 'r');
  try {
    await runToEnd(programOf(binaries, 'initdb'), initdbOptions(location, password), location.folder, input, user);
  } finally {
    closeSync(input);
  }
  if (user) chownSync(password, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
}

/** UTF-8 with PostgreSQL's own C.UTF-8 collation: the same order on every machine, whatever its C library. */
function initdbOptions({ argument }: ClusterLocation, password: string): string[] {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [
    `--username=${ROLE}`,
    '--auth=scram-sha-256',
    `--pwfile=${process.platform === 'win32' ? password : '/dev/stdin'}`,
  ];
  return [`--pgdata=${argument}`, ...access, ...locale, '--no-instructions'];
}

function runToEnd(
  program: string,
  options: string[],
  cwd: string,
  input: number,
  user: ClusterHome['user'],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const output: string[] = [];
    const child = spawn(program, options, {
      cwd,
      env: serverEnvironment(),
      stdio: [input, 'pipe', 'pipe'],
      timeout: TIME_LIMIT_MS,
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => output.push(String(chunk)));
    child.once('error', (error) => reject(initdbFailed(error.message)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(initdbFailed(complaintOf(output.join(''))))));
  });
}

function initdbFailed(reason: string): StartupError {
  return new StartupError(
    'postgres_initdb_failed',
    `A PostgreSQL cluster could not be made in DATA_DIR (${reason}): see that the disk has space and the folder can be written, or set DATABASE_URL.`,
  );
}

function complaintOf(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? 'no output';
}
