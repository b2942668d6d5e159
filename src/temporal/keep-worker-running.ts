/** A worker for as long as the process lives: made anew, with a growing pause, whenever it cannot go on. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformParts } from '../platform-parts.js';
import { stepActivityHost } from './step-activity-host.js';
import { WorkerHost } from './worker-host.js';

export interface KeepWorkerRunningOptions {
  parts: PlatformParts;
  /** Path of the compiled workflows. */
  bundlePath: string;
  stopped: AbortSignal;
  onRunning(): void;
  warn(line: string): void;
}
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** Resolves when `stopped` was aborted and the last worker has drained. */
export async function keepWorkerRunning(options: KeepWorkerRunningOptions): Promise<void> {
  const { parts, stopped, warn } = options;
  let pause_ms = FIRST_PAUSE_MS;
  while (!stopped.aborted) {
    try {
      await runOnce(options);
      pause_ms = FIRST_PAUSE_MS;
    } catch (error) {
      const line = `The worker stopped (${(error as Error).message}); it is started again`;
      parts.readiness.down('worker', line);
      warn(line);
    }
    await delay(pause_ms, undefined, { signal: stopped }).catch(() => undefined);
    pause_ms = Math.min(2 * pause_ms, LONGEST_PAUSE_MS);
  }
}
async function runOnce({ parts, bundlePath, stopped, onRunning }: KeepWorkerRunningOptions): Promise<void> {
  const { plans, workflows, readiness, configuration, connection } = parts;
  const { temporalNamespace: namespace } = configuration;
  const { address } = connection.options;
  const stepHost = stepActivityHost(plans, workflows);
  const worker = await WorkerHost.create({ ...parts, address, namespace, bundlePath, stepHost });
  const shutdown = () => {
    workflows.startThrough(null);
    void worker.shutdown();
  };
  stopped.addEventListener('abort', shutdown, { once: true });
  const running = worker.run();
  if (stopped.aborted) shutdown();
  workflows.startThrough(worker.client);
  readiness.up('worker');
  onRunning();
  try {
    await running;
  } finally {
    workflows.startThrough(null);
    stopped.removeEventListener('abort', shutdown);
  }
}
