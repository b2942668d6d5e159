/**
 * Who a process is. A pid alone is reused by the system; a pid with the time at which the process started is not.
 *
 * Linux answers from /proc, other POSIX systems through `ps`. A zombie counts as ended: in a container whose first
 * process reaps nobody, a killed server stays one for ever.
 */
import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal for one process as long as it lives, on one boot of the machine. */
  started_at: string;
}

const run = promisify(execFile);
const onLinux = process.platform === 'linux';

/** The identity of a running process; null when there is none with this pid. */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return null;
  const started_at = onLinux ? await startedAtFromProc(pid) : await startedAtFromPs(pid);
  return started_at === null ? null : { pid, started_at };
}

/** Whether exactly this process is still running. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const found = await identify(identity.pid);
  return found !== null && found.started_at === identity.started_at;
}

/**
 * Whether a process works for a folder: it runs in it (Linux), or carries an argument that names it (elsewhere, and
 * where the system does not show its working directory).
 */
export async function worksFor(pid: number, claim: { folder: string; argument: string }): Promise<boolean> {
  const directory = onLinux ? await readlink(`/proc/${pid}/cwd`).catch(() => null) : null;
  if (directory !== null) return directory === claim.folder;
  return (await commandLine(pid)).includes(claim.argument);
}

/** All running processes of a program that work in a folder; none where the system does not show the folder. */
export async function processesInFolder(folder: string, program: string): Promise<ProcessIdentity[]> {
  if (!onLinux) return [];
  return processesWhere(async (pid) => {
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return directory === folder && ((await commandLine(pid))[0] ?? '').includes(program);
  });
}

/** All running processes whose command line has this argument. */
export async function processesWithArgument(argument: string): Promise<ProcessIdentity[]> {
  return processesWhere(async (pid) => (await commandLine(pid)).includes(argument));
}

/** The state of each thread of a process (of the process, where the system tells no more), as ps(1) has it; none of an ended one. */
export async function threadStates(pid: number): Promise<string[]> {
  if (!onLinux) return [(await ps(['-o', 'stat=', '-p', String(pid)])).trim()].filter((state) => state !== '');
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const stats = threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').catch(() => null));
  return (await Promise.all(stats)).flatMap((stat) => (stat === null ? [] : [stateIn(stat)]));
}

async function processesWhere(holds: (pid: number) => Promise<boolean>): Promise<ProcessIdentity[]> {
  const pids = (await allPids()).filter((pid) => pid !== process.pid);
  const found = await Promise.all(pids.map(async (pid) => ((await holds(pid)) ? identify(pid) : null)));
  return found.filter((identity) => identity !== null);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * proc(5): after the command in parentheses come the state, 17 fields on the number of threads, and 19 fields on the
 * start in clock ticks since boot. A zombie whose other threads still end keeps its files and ports.
 */
async function startedAtFromProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const hasEnded = fields[0] === 'X' || (fields[0] === 'Z' && Number(fields[17]) <= 1);
  if (hasEnded) return null;
  return `${await bootId()}/${fields[19]}`;
}

const stateIn = (stat: string): string => stat.slice(stat.lastIndexOf(')') + 2).charAt(0);

async function bootId(): Promise<string> {
  const id = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return id.trim();
}

async function startedAtFromPs(pid: number): Promise<string | null> {
  if (process.platform === 'win32') return 'unknown';
  const line = await ps(['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)]);
  const [state, ...started] = line.trim().split(/\s+/);
  if (!state || state.startsWith('Z')) return null;
  return started.join(' ');
}

async function commandLine(pid: number): Promise<string[] | string> {
  if (!onLinux) return ps(['-o', 'args=', '-p', String(pid)]);
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return text.split('\0');
}

async function allPids(): Promise<number[]> {
  const names = onLinux ? await readdir('/proc') : (await ps(['-A', '-o', 'pid='])).split('\n');
  return names.map((name) => Number(name.trim())).filter((pid) => Number.isSafeInteger(pid) && pid > 0);
}

async function ps(options: string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await run('ps', options, { env }).catch(() => ({ stdout: '' }));
  return stdout;
}
