import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity.js';

/** One signal and how long it may take to work. */
export interface EndingStep {
  signal: NodeJS.Signals;
  wait_ms: number;
}

/**
 * Sends one signal after the other until the process has ended.
 * @returns false when it outlived them all; every wait is bounded by its step.
 */
export async function endProcess(identity: ProcessIdentity, steps: EndingStep[]): Promise<boolean> {
  for (const { signal, wait_ms } of steps) {
    if (!(await isRunning(identity))) return true;
    send(identity.pid, signal);
    if (await hasEnded(identity, wait_ms)) return true;
  }
  return !(await isRunning(identity));
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function hasEnded(identity: ProcessIdentity, within_ms: number): Promise<boolean> {
  for (const until = Date.now() + within_ms; Date.now() < until; await delay(20)) {
    if (!(await isRunning(identity))) return true;
  }
  return false;
}
