/** What is old enough is deleted at start-up and once a day, in the background, by one process at a time. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformParts } from '../platform-parts.js';
import type { Drizzle } from '../storage/database.js';
import type { Cleanup } from './cleanup-task.js';
import { CLEANUP_TASKS } from './cleanup-tasks.js';
import { forgetExecutions, historyKeptMs } from './temporal-histories.js';

export interface CleanupOptions {
  parts: Pick<PlatformParts, 'database' | 'connection' | 'configuration'>;
  stopped: AbortSignal;
  log(line: string): void;
  warn(line: string): void;
}
const DAY_MS = 24 * 3_600_000;
/** One key for all processes. 4861218 is the journal's. */
export const CLEANUP_LOCK = 4_861_219;

/** Resolves when `stopped` was aborted and nothing is being deleted. */
export async function keepCleanedUp(options: CleanupOptions): Promise<void> {
  const { stopped, warn } = options;
  while (!stopped.aborted) {
    await cleanUp(options).catch((error: unknown) => {
      if (!stopped.aborted) warn(`What is old is left where it is until tomorrow: ${String(error)}`);
    });
    await delay(DAY_MS, undefined, { signal: stopped, ref: false }).catch(() => undefined);
  }
}
/** Once, unless another process does it now. What one task cannot do keeps no other from its work. */
export async function cleanUp(options: CleanupOptions): Promise<void> {
  const { parts, stopped, log, warn } = options;
  await parts.database.exclusively(CLEANUP_LOCK, async (orm) => {
    const cleanup = cleanupOf(orm, options);
    for (const { what, clean } of CLEANUP_TASKS) {
      try {
        const deleted = await clean(cleanup);
        if (deleted > 0) log(`Deleted ${deleted} ${what}`);
      } catch (error) {
        if (!stopped.aborted) warn(`No ${what} can be deleted until tomorrow: ${String(error)}`);
      }
    }
  });
}
function cleanupOf(orm: Drizzle, { parts, stopped }: CleanupOptions): Cleanup {
  return {
    orm,
    stopped,
    retention: parts.configuration.retention,
    historyKeptMs: () => historyKeptMs(parts),
    forget: (execution_ids) => forgetExecutions(parts, execution_ids),
  };
}
