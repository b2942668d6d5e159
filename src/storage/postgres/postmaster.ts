/**
 * The running server of a cluster: found, started, stopped. postmaster.pid in the cluster's folder is PostgreSQL's own
 * lock; its lines are pid, data folder, start time, port, socket folder, listen address, shared memory, state.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess, type EndingStep } from '../../process/end-process.js';
import { identify, processesInFolder, worksFor, type ProcessIdentity } from '../../process/process-identity.js';
import { readServerLog, type ServerLogFile } from '../../process/server-log-file.js';
import { spawnServer, type ServerProcess } from '../../process/server-process.js';
import { StartupError } from '../../process/startup-error.js';
import { programOf, type PostgresBinaries } from './binaries.js';
import type { ClusterLocation } from './cluster-location.js';
import type { ClusterUser } from './cluster-user.js';
import { ownerArgument, serverEnvironment, serverOptions } from './server-settings.js';

/** Fast shutdown, then immediate shutdown (the next start recovers from the write-ahead log), then the hard way. */
const ENDING: EndingStep[] = [
  { signal: 'SIGINT', wait_ms: 10_000 },
  { signal: 'SIGQUIT', wait_ms: 3_000 },
  { signal: 'SIGKILL', wait_ms: 2_000 },
];
const WORKER_ENDING: EndingStep[] = [
  { signal: 'SIGTERM', wait_ms: 5_000 },
  { signal: 'SIGKILL', wait_ms: 2_000 },
];
/** Recovery of a crashed cluster happens within it: at most max_wal_size is read again. */
const READY_WITHIN_MS = 120_000;

export interface RunningPostmaster extends ProcessIdentity {
  port: number;
}

/** The server that runs in this cluster; null when there is none. */
export async function findPostmaster(cluster: string, dataDir: string): Promise<RunningPostmaster | null> {
  const lock = readLock(cluster);
  const identity = lock && (await identify(lock.pid));
  if (!identity) return null;
  const ours = await worksFor(lock.pid, { folder: cluster, argument: ownerArgument(dataDir) });
  return ours ? { ...identity, port: lock.port } : null;
}

/**
 * Makes way for a new server where none runs: the lock that is left is of a server that ended, of another process with
 * its pid (the machine was restarted, the folder was copied) or of a zombie, and goes after the last of its workers.
 */
export async function clearTheWay(cluster: string): Promise<void> {
  if (readLock(cluster) === null) return;
  await endWorkers(cluster);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Workers end by themselves soon after their server was killed; none may write beside a new server. */
async function endWorkers(cluster: string): Promise<void> {
  for (const worker of await processesInFolder(cluster, 'postgres')) {
    const ended = await endProcess(worker, WORKER_ENDING);
    if (!ended) throw doesNotEnd(worker);
  }
}

export async function endPostmaster(identity: ProcessIdentity): Promise<void> {
  if (await endProcess(identity, ENDING)) return;
  throw doesNotEnd(identity);
}

function doesNotEnd({ pid }: ProcessIdentity): StartupError {
  return new StartupError('postgres_does_not_end', `PostgreSQL (process ${pid}) does not end: end it by hand.`);
}

export interface PostmasterStart {
  binaries: PostgresBinaries;
  location: ClusterLocation;
  user: ClusterUser;
  dataDir: string;
  port: number;
  settings?: Record<string, string> | undefined;
  log: ServerLogFile;
}

/** Starts the server; it may still be recovering. */
export function launchPostmaster(start: PostmasterStart): Promise<ServerProcess> {
  const { binaries, location, user, dataDir, port, settings, log } = start;
  return spawnServer({
    program: programOf(binaries, 'postgres'),
    arguments: ['-D', location.argument, ...serverOptions({ port, dataDir, settings })],
    folder: location.folder,
    environment: serverEnvironment(),
    user: user && { uid: user.uid, gid: user.gid },
    log,
  });
}

export type LaunchResult = { kind: 'ready' } | { kind: 'ended'; log: string[] } | { kind: 'late' };

/** Waits until the server says that it is ready, or has ended; at most two minutes. */
export async function awaitReady(server: ServerProcess, cluster: string, log: ServerLogFile): Promise<LaunchResult> {
  let ended = false;
  void server.exited.then(() => (ended = true));
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await delay(25)) {
    if (ended) return { kind: 'ended', log: await readServerLog(log) };
    const lock = readLock(cluster);
    if (lock?.pid === server.pid && lock.state === 'ready') return { kind: 'ready' };
  }
  return { kind: 'late' };
}

interface PostmasterLock {
  pid: number;
  port: number;
  state: string;
}

function readLock(cluster: string): PostmasterLock | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}
