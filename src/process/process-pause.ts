/**
 * Stops a process for a moment (SIGSTOP) and lets it go on. While it is stopped, no thread of it runs, so the files that
 * it alone writes stand still.
 *
 * It goes on whatever happens to us: a shell of its own session waits for the end of a pipe that we hold, and the end of
 * this process, also by SIGKILL, ends the pipe.
 */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { threadStates } from './process-identity.js';

const STOPPED_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 2;
const GUARD = 'read -r _; kill -CONT "$1"';

export class ProcessNotPaused extends Error {}

/**
 * Does the work while the process stands still.
 * @throws ProcessNotPaused where this system cannot stop a process, this user may not, or it does not stop within 5 s.
 */
export async function whilePaused<Result>(pid: number, work: () => Promise<Result>): Promise<Result> {
  const goOn = await guard(pid);
  try {
    await pause(pid);
    return await work();
  } finally {
    await goOn();
  }
}

async function guard(pid: number): Promise<() => Promise<void>> {
  const shell = spawn('/bin/sh', ['-c', GUARD, 'sh', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  shell.stdin.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => shell.once('spawn', resolve).once('error', reject)).catch(notPaused);
  return async () => {
    letGoOn(pid);
    shell.stdin.end();
    await ended;
  };
}

async function pause(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGSTOP');
  } catch (error) {
    notPaused(error as Error);
  }
  for (const until = Date.now() + STOPPED_WITHIN_MS; !(await standsStill(pid)); await delay(LOOK_EVERY_MS)) {
    if (Date.now() > until) throw new ProcessNotPaused(`process ${pid} does not stop`);
  }
}

/** It has ended, or it could not be stopped either. */
function letGoOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // Nothing stands still then.
  }
}

function notPaused(error: Error): never {
  throw new ProcessNotPaused(error.message, { cause: error });
}

/** A thread in the middle of a system call, such as a write, stops at the end of it. */
async function standsStill(pid: number): Promise<boolean> {
  const states = await threadStates(pid);
  return states.length > 0 && states.every((state) => /^[TtZX]/.test(state));
}
