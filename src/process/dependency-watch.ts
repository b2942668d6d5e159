/** Brings a dependency up, however long that takes, and says once in how far it is missing. */
import { setTimeout as delay } from 'node:timers/promises';
import type { DependencyName, Readiness } from '../http/readiness.js';

const RETRY_EVERY_MS = 2_000;

export interface DependencyWatchOptions {
  name: DependencyName;
  readiness: Readiness;
  /** Rejects while the dependency is not there. */
  connect(): Promise<void>;
  /** One line for people: what is missing and what to do. */
  explain(error: unknown): string;
  warn(line: string): void;
  stopped: AbortSignal;
}
/** Resolves when the dependency is up, or when `stopped` is aborted. */
export async function bringUp(options: DependencyWatchOptions): Promise<void> {
  const { name, readiness, stopped } = options;
  let said = false;
  while (!stopped.aborted) {
    try {
      await options.connect();
      readiness.up(name);
      return;
    } catch (error) {
      const line = options.explain(error);
      readiness.down(name, line);
      if (!said) options.warn(line);
      said = true;
      await pause(RETRY_EVERY_MS, stopped);
    }
  }
}
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
