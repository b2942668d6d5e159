/**
 * An embedded server as a process of its own session: signals to this process or its group do not reach it, and it
 * goes on when this process is killed, to be adopted by the next start.
 */
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { identify, isRunning, type ProcessIdentity } from './process-identity.js';
import type { ServerLogFile } from './server-log-file.js';

const LOOK_EVERY_MS = 1_000;

export interface ServerProcess extends ProcessIdentity {
  /** Resolves when the process has ended, whoever ended it. */
  exited: Promise<void>;
}
export interface ServerCommand {
  program: string;
  arguments: string[];
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** Whom to run as; null for the user of this process. */
  user: { uid: number; gid: number } | null;
  log: ServerLogFile;
}

/** @throws the error of spawn, such as ENOENT or EPERM. */
export async function spawnServer(command: ServerCommand): Promise<ServerProcess> {
  const child = spawn(command.program, command.arguments, {
    cwd: command.folder,
    env: command.environment,
    detached: true,
    stdio: ['ignore', command.log.descriptor, command.log.descriptor],
    ...(command.user ?? {}),
  });
  closeSync(command.log.descriptor);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  child.unref();
  const pid = child.pid ?? 0;
  return { ...((await identify(pid)) ?? { pid, started_at: 'ended' }), exited };
}

/** A server that an earlier process left running: the system does not report its end, so it is looked for. */
export function adoptServer(identity: ProcessIdentity): ServerProcess {
  const exited = new Promise<void>((resolve) => {
    const timer = setInterval(async () => {
      if (await isRunning(identity)) return;
      clearInterval(timer);
      resolve();
    }, LOOK_EVERY_MS);
    timer.unref();
  });
  return { ...identity, exited };
}
