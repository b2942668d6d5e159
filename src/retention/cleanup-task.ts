import type { Drizzle } from '../storage/database.js';
import type { RetentionSettings } from './retention-settings.js';

/** What a task of the cleanup works with. One process at a time cleans up. */
export interface Cleanup {
  orm: Drizzle;
  retention: RetentionSettings;
  /** How long Temporal keeps the history of a closed execution, in ms. */
  historyKeptMs(): Promise<number>;
  /** Has Temporal forget closed executions; those that it does not know are no error. */
  forget(execution_ids: string[]): Promise<void>;
  /** Ends it between two batches. */
  stopped: AbortSignal;
}
/** One kind of thing that is deleted when it is old enough, in batches that hold nobody up. */
export interface CleanupTask {
  /** What is deleted, for the log: `Deleted 3 …`. */
  what: string;
  /** Resolves to how many were deleted. */
  clean(cleanup: Cleanup): Promise<number>;
}
/** Takes batch after batch until one is not full. `take` resolves to how many it deleted. */
export async function inBatches(size: number, stopped: AbortSignal, take: () => Promise<number>): Promise<number> {
  for (let deleted = 0; ;) {
    if (stopped.aborted) return deleted;
    const taken = await take();
    deleted += taken;
    if (taken < size) return deleted;
  }
}
